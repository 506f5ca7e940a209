package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.quantize.CalibrationImages;
import winnow.quantize.InputDensities;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationNoise;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;
import winnow.network.IntTensor;
import winnow.network.Network;
import winnow.network.Printable;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.reader.CaffeReader;
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

    @Mixin
    private TransformOptions transformOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = "--activation-bits", defaultValue = "8", paramLabel = "N", description = "2..16 (default: ${DEFAULT-VALUE}).")
    private int activationBits;

    @Option(names = "--codebook-bits", defaultValue = "10", paramLabel = "N", description = "2..16 (default: ${DEFAULT-VALUE}).")
    private int codebookBits;

    @Mixin
    private ModelOutput model;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputTransform transform = transformOptions.transform();
        QuantizationOptions options = new QuantizationOptions(activationBits, codebookBits, calibrationOptions.calibration);
        Network network = CaffeReader.read(prototxt, weights);
        CalibrationImages images = calibrationOptions.images(network.inputShape()).orElseThrow(
                () -> new CommandLine.ParameterException(spec.commandLine(), "Missing required option: '--calibrate=IMAGES'"));
        OutputFolder folder = model.folder(network.inputShape());
        Quantizer.Result result = quantize(network, transform, images, options);
        List<IntTensor> measured = images.images().subList(0, Math.min(NOISE_IMAGES, images.images().size()));
        QuantizationNoise noise = new QuantizationNoise(network, transform, result.network(), measured);
        ModelForm.add(folder, "", InputDensities.measured(result.network(), images));
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

    /** How to make the same model again; no paths, for they belong to this machine. */
    private Map<String, Object> details(int images) throws IOException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, ModelOutput.KIND);
        details.put("prototxt_sha256", Sha256.of(Files.readAllBytes(prototxt)));
        details.put("weights_sha256", Sha256.of(Files.readAllBytes(weights)));
        transformOptions.addTo(details);
        details.put("activation_bits", activationBits);
        details.put("codebook_bits", codebookBits);
        calibrationOptions.addTo(details);
        details.put("calibration_images", images);
        return details;
    }
}
