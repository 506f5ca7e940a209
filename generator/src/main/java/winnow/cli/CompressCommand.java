package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.compress.Compression;
import winnow.compress.CompressionData;
import winnow.compress.CompressionOptions;
import winnow.compress.Compressor;
import winnow.compress.LayerValues;
import winnow.compress.RetrainingOptions;
import winnow.compress.WeightForm;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.quantize.CalibrationImages;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;
import winnow.reader.ModelForm;
import winnow.report.CompressionReport;
import winnow.retrain.Checkpoints;
import winnow.retrain.GradientEngine;
import winnow.retrain.Retrainer;

/** {@code winnow compress}: a float network becomes a small model in integers. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        description = "Prunes a float network, shares its weights and turns it into integers, within a budget of accuracy.",
        footer = {"", "LIST is auto, one value, or LAYER=VALUE,... with at most one value for all the other layers.",
            "Training again (--train-images) needs PyTorch: run 'make training' once."})
public final class CompressCommand implements Callable<Integer> {
    private static final String REPORT = "report";

    @Mixin
    private NetworkOptions networkOptions;

    @Mixin
    private TransformOptions transformOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = "--images", arity = "1..*", paramLabel = "IMAGES", description = "Labelled images that choose: idx3-ubyte (or .gz), npy, png.")
    private List<Path> images = List.of();

    @Option(names = "--labels", arity = "1..*", paramLabel = "LABELS", description = "Their classes: idx1-ubyte (or .gz), one file each.")
    private List<Path> labels = List.of();

    @Mixin
    private TrainingOptions training;

    @Option(names = "--max-drop", paramLabel = "POINTS", defaultValue = "0.5",
            description = "Accuracy that compression may cost, in percentage points (default: ${DEFAULT-VALUE}).")
    private double maximumDrop;

    @Option(names = "--density", paramLabel = "LIST", defaultValue = "auto", description = "Share of weights to keep (default: ${DEFAULT-VALUE}).")
    private String density;

    @Option(names = "--codebook", paramLabel = "LIST", defaultValue = "auto",
            description = "Entries of codebooks, 2..256, the one of pruned weights included (default: ${DEFAULT-VALUE}).")
    private String codebook;

    @Option(names = "--weights", paramLabel = "LIST", defaultValue = "shared",
            description = "What values weights take: shared, binary, ternary (default: ${DEFAULT-VALUE}).")
    private String form;

    @Option(names = "--rank", split = ",", paramLabel = "LAYER=R", description = "Replace layers by two of rank R.")
    private Map<String, Integer> ranks = Map.of();

    @Option(names = "--groups", split = ",", paramLabel = "LAYER=G", description = "Give G groups of a convolution's channels a codebook each.")
    private Map<String, Integer> groups = Map.of();

    @Option(names = "--activation-bits", paramLabel = "auto|N", defaultValue = "8",
            description = "Bits of every tensor, 2..16 (default: ${DEFAULT-VALUE}).")
    private String activationBits;

    @Option(names = "--codebook-bits", defaultValue = "10", paramLabel = "N", description = "Bits of codebook entries, 2..16 (default: ${DEFAULT-VALUE}).")
    private int codebookBits;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "6",
            description = "Rounds of pruning and training to find a density (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--prune-epochs", paramLabel = "N", defaultValue = "10", description = "Epochs of a round of pruning (default: ${DEFAULT-VALUE}).")
    private int pruneEpochs;

    @Option(names = "--share-epochs", paramLabel = "N", defaultValue = "3", description = "Epochs of codebooks (default: ${DEFAULT-VALUE}).")
    private int shareEpochs;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.0015", description = "Adam's learning rate when pruning (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--share-rate", paramLabel = "R", defaultValue = "0.0003", description = "The same for codebooks (default: ${DEFAULT-VALUE}).")
    private double shareRate;

    @Mixin
    private ModelOutput model;

    @Option(names = "--report", paramLabel = "DIR", description = "Where to write the report (default: the output's name with -report).")
    private Path report;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputTransform transform = transformOptions.transform();
        CompressionOptions options = options();
        RetrainingOptions retraining =
                new RetrainingOptions(pruneEpochs, shareEpochs, rate, shareRate, training.batch, training.shift, training.seed);
        Network network = networkOptions.read();
        Optional<TrainingOptions.Split> split = training.split(network);
        CompressionData data = data(network, split);
        OutputFolder folder = model.folder(network.inputShape());
        OutputFolder reportFolder = new OutputFolder(report == null ? sibling("-report") : report, model.force);
        reportFolder.check(REPORT);
        Map<String, Object> details = details();
        Checkpoints checkpoints = new Checkpoints(sibling(".work"), Sha256.of(Json.bytes(details)));
        PrintWriter out = spec.commandLine().getOut();
        Optional<Compressor.Retraining> again = split.map(parts -> new Compressor.Retraining(
                new Retrainer(engine(), transform, parts.training(), parts.validation(), checkpoints, new TrainingWatcher(out)), retraining));
        Compression compression;
        try (CompressionWatcher watcher = new CompressionWatcher(out)) {
            compression = new Compressor(options, transform, data, again, watcher).compress(network);
        }
        CompressionReport result = new CompressionReport(network, compression);
        result.files().forEach(reportFolder::add);
        ModelForm.add(folder, "", compression.integers());
        folder.write(details);
        reportFolder.write(Map.of("version", WinnowCommand.VERSION, OutputFolder.KIND, REPORT));
        checkpoints.clear();
        result.print(out);
        return exitCode(compression);
    }

    private Path sibling(String suffix) {
        Path target = model.output.toAbsolutePath().normalize();
        return target.resolveSibling(target.getFileName() + suffix);
    }

    private static GradientEngine.Provider engine() {
        return Retrainer.available().orElseThrow(() -> new InvalidInputException(
                "--train-images: training needs PyTorch, which the default build does not fetch; run 'make training' (about 200 MB)"
                + " and try again, or leave the option out"));
    }

    private CompressionOptions options() {
        List<String> problems = new ArrayList<>();
        LayerValues<Double> densities = LayerValues.parse("--density", density, CompressionOptions::parseDensity, problems);
        LayerValues<Integer> entries = LayerValues.parse("--codebook", codebook, CompressionOptions::parseEntries, problems);
        LayerValues<WeightForm> forms = LayerValues.parse("--weights", form, WeightForm::parse, problems);
        OptionalInt bits = OptionalInt.empty();
        if (!activationBits.equals("auto")) {
            try {
                bits = OptionalInt.of(Integer.parseInt(activationBits));
            } catch (NumberFormatException e) {
                problems.add("--activation-bits: \"" + activationBits + "\" is neither auto nor a whole number");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new CompressionOptions(densities, entries, forms, ranks, groups, bits, codebookBits, calibrationOptions.calibration,
                maximumDrop / 100, rounds);
    }

    private CompressionData data(Network network, Optional<TrainingOptions.Split> split) throws IOException {
        Optional<LabelledImages> chosen = images.isEmpty() && labels.isEmpty()
                ? split.map(TrainingOptions.Split::validation)
                : Optional.of(LabelledImages.read(images, labels, network.inputShape(), TrainingOptions.classes(network)));
        Optional<CalibrationImages> calibration = calibrationOptions.images(network.inputShape())
                .or(() -> split.map(TrainingOptions.Split::training).or(() -> chosen).map(calibrationOptions::some));
        return new CompressionData(calibration, chosen, training.test(network));
    }

    /** All that the result depends on, and no paths, for they belong to this machine. */
    private Map<String, Object> details() throws IOException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, ModelOutput.KIND);
        networkOptions.addTo(details);
        transformOptions.addTo(details);
        calibrationOptions.addTo(details);
        training.addTo(details);
        FileSums.add(details, "images_sha256", images);
        FileSums.add(details, "labels_sha256", labels);
        details.put("max_drop", maximumDrop);
        details.put("density", density);
        details.put("codebook", codebook);
        details.put("weights", form);
        details.put("rank", new TreeMap<>(ranks));
        details.put("groups", new TreeMap<>(groups));
        details.put("activation_bits", activationBits);
        details.put("codebook_bits", codebookBits);
        details.put("rounds", rounds);
        details.put("prune_epochs", pruneEpochs);
        details.put("share_epochs", shareEpochs);
        details.put("rate", rate);
        details.put("share_rate", shareRate);
        return details;
    }

    private int exitCode(Compression compression) {
        if (compression.met()) {
            return 0;
        }
        spec.commandLine().getErr().println("winnow: error: --max-drop: the budget of " + maximumDrop
                + " percentage points could not be kept; the best found was written to " + model.output);
        return 1;
    }
}
