package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationNoise;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.network.Printable;
import winnow.network.Shape;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.reader.CaffeReader;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;

/** {@code winnow quantize}: a compressed Caffe network becomes a model in integers. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = "Turns a pruned, weight-shared Caffe network into integers, in a model folder that the other commands read.")
public final class QuantizeCommand implements Callable<Integer> {
    /** The noise is measured on so many of the calibration images at most. */
    private static final int NOISE_IMAGES = 4;

    @Parameters(paramLabel = "PROTOTXT", description = "The network's deploy prototxt.")
    private Path prototxt;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "Its weights in Deep Compression's .net form.")
    private Path weights;

    @Option(names = "--channels", defaultValue = "RGB", paramLabel = "RGB|BGR",
            description = "The channel order that the network was trained with (default: ${DEFAULT-VALUE}).")
    private ChannelOrder channels;

    @Option(names = "--mean", split = ",", paramLabel = "MEAN",
            description = "What is subtracted from a pixel (0..255): one value, or one per channel in the network's order.")
    private List<Double> mean = List.of();

    @Option(names = "--scale", defaultValue = "1", paramLabel = "S",
            description = "By what the difference is multiplied (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(names = "--calibrate", required = true, arity = "1..*", paramLabel = "IMAGES",
            description = "Typical images, by which ranges are found: png, idx3-ubyte (or .gz), npy.")
    private List<Path> calibrate;

    @Option(names = "--calibrate-count", defaultValue = "100", paramLabel = "N",
            description = "The most images to take from each file (default: ${DEFAULT-VALUE}).")
    private int calibrateCount;

    @Option(names = "--calibration", defaultValue = "mse", paramLabel = "mse|maximum",
            description = "Ranges of least squared error, or such that nothing is clipped (default: ${DEFAULT-VALUE}).")
    private Calibration calibration;

    @Option(names = "--activation-bits", defaultValue = "8", paramLabel = "N", description = "2..16 (default: ${DEFAULT-VALUE}).")
    private int activationBits;

    @Option(names = "--codebook-bits", defaultValue = "10", paramLabel = "N", description = "2..16 (default: ${DEFAULT-VALUE}).")
    private int codebookBits;

    @Mixin
    private SampleOptions samples;

    @Option(names = "--force", description = "Replace files of the model folder that were edited since.")
    private boolean force;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The model folder to write.")
    private Path output;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputTransform transform = new InputTransform(channels, mean, scale);
        QuantizationOptions options = new QuantizationOptions(activationBits, codebookBits, calibration);
        Network network = CaffeReader.read(prototxt, weights);
        CalibrationImages images = calibrationImages(network.inputShape());
        OutputFolder folder = new OutputFolder(output, force);
        samples.addTo(folder, network.inputShape());
        Quantizer.Result result = quantize(network, transform, images, options);
        List<IntTensor> measured = images.images().subList(0, Math.min(NOISE_IMAGES, images.images().size()));
        QuantizationNoise noise = new QuantizationNoise(network, transform, result.network(), measured);
        ModelForm.add(folder, "", result.network());
        folder.write(details(images.images().size()));
        QuantizationReport report = new QuantizationReport(result.network(), noise, result.warnings());
        report.print(spec.commandLine().getOut());
        result.warnings().forEach(warning -> spec.commandLine().getErr().println("winnow: warning: " + Printable.of(warning)));
        if (json != null) {
            Json.write(json, report.json());
        }
        return 0;
    }

    private static Quantizer.Result quantize(
            Network network, InputTransform transform, CalibrationImages images, QuantizationOptions options) {
        try (Progress progress = new Progress("quantising", Quantizer.steps(network, images))) {
            return Quantizer.quantize(network, transform, images, options, progress::step);
        }
    }

    private CalibrationImages calibrationImages(Shape shape) throws IOException {
        if (calibrateCount < 1) {
            throw new InvalidInputException("--calibrate-count: " + calibrateCount + " is less than 1");
        }
        List<String> names = new ArrayList<>();
        List<IntTensor> tensors = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : calibrate) {
            try {
                Images images = ImageReader.open(file, shape);
                for (int i = 0; i < Math.min(calibrateCount, images.count()); i++) {
                    names.add(images.name(i));
                    tensors.add(images.image(i));
                }
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new CalibrationImages(names, tensors);
    }

    /** How to make the same model again; no paths, for they belong to this machine. */
    private Map<String, Object> details(int images) throws IOException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, "model");
        details.put("prototxt_sha256", Sha256.of(Files.readAllBytes(prototxt)));
        details.put("weights_sha256", Sha256.of(Files.readAllBytes(weights)));
        details.put("channels", channels.name());
        details.put("mean", mean);
        details.put("scale", scale);
        details.put("activation_bits", activationBits);
        details.put("codebook_bits", codebookBits);
        details.put("calibration", calibration.name().toLowerCase(Locale.ROOT));
        details.put("calibration_images", images);
        return details;
    }
}
