package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.output.OutputFolder;
import winnow.quantize.InputDensities;
import winnow.reader.ModelForm;

/** {@code winnow calibrate}: measures on images of one's own how often the inputs of fully-connected layers are not zero. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Measures on images how often each input of a model's fully-connected layers is not zero, which decides how many"
                + " clocks they take on average, and writes the model with that. Weights and results stay as they are.")
public final class CalibrateCommand implements Callable<Integer> {
    /** What the names of a manifest's fields about this measurement begin with. */
    private static final String DENSITY = "density_";

    @Parameters(paramLabel = "MODEL", description = "A model folder, or its model.json.")
    private Path model;

    @Option(names = "--images", required = true, arity = "1..*", paramLabel = "FILE",
            description = "Typical images: PNG, idx3-ubyte (plain or .gz) or .npy, of the size of the model's input.")
    private List<Path> images;

    @Option(names = "--count", paramLabel = "N", defaultValue = "500",
            description = "The most images to take from each file (default: ${DEFAULT-VALUE}).")
    private int most;

    @Mixin
    private ModelOutput output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (most < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--count: " + most + " is not at least 1");
        }
        IntegerNetwork network = ModelForm.read(model);
        if (!InputDensities.applyTo(network)) {
            throw new InvalidInputException(model + ": has no fully-connected layer, so its clocks do not depend on images and there is"
                    + " nothing to measure; use the model as it is");
        }
        ImageList list = ImageList.open(images, network.input(), most);
        Path source = Files.isDirectory(model) ? model : model.toAbsolutePath().getParent();
        OutputFolder folder = output.folder(network.input().shape(), source);
        Map<String, Object> details = details(source, list.count());
        IntegerNetwork measured = measured(network, list);
        ModelForm.add(folder, "", measured);
        folder.write(details);
        print(spec.commandLine().getOut(), measured, list.count());
        return 0;
    }

    private static IntegerNetwork measured(IntegerNetwork network, ImageList list) {
        try (Progress progress = new Progress("calibrate", list.count())) {
            return InputDensities.measured(network, list.count(), number -> {
                progress.step();
                return list.image(number);
            });
        }
    }

    /** What the model's manifest says of how it was made, if it is of this model, and the images. */
    private Map<String, Object> details(Path source, int count) throws IOException {
        Map<String, Object> details = new LinkedHashMap<>(OutputFolder.details(source, List.of(ModelForm.MODEL, ModelForm.WEIGHTS)));
        // what an earlier measurement said is true no longer
        details.keySet().removeIf(name -> name.startsWith(DENSITY));
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, ModelOutput.KIND);
        FileSums.add(details, DENSITY + "images_sha256", images);
        details.put(DENSITY + "count", most);
        details.put(DENSITY + "images", count);
        return details;
    }

    private static void print(PrintWriter out, IntegerNetwork network, int images) {
        out.println(Printable.of(network.name()) + ": " + images + " images");
        network.layers().stream().flatMap(layer -> layer.weighted().stream()).forEach(layer ->
                layer.meanInputDensity().ifPresent(density -> out.printf(Locale.ROOT, "%s: %.1f%% of %,d inputs are not zero%n",
                        Printable.of(layer.name()), 100 * density, layer.inputDensity().length())));
        out.flush();
    }
}
