package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.output.OutputFolder;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.LabelReader;

/** Images that a model folder takes along, so that whoever has the model can run it. */
final class SampleOptions {
    private static final String PREFIX = "samples-";
    private static final String IMAGES = PREFIX + "images";
    private static final String LABELS = PREFIX + "labels-idx1-ubyte";

    @Option(names = "--samples", paramLabel = "IMAGES",
            description = "Images to keep in the model folder: idx3-ubyte (or .gz), .npy or .png.")
    private Path samples;

    @Option(names = "--sample-labels", paramLabel = "LABELS", description = "Their classes: idx1-ubyte (or .gz).")
    private Path labels;

    @Option(names = "--sample-count", paramLabel = "N", defaultValue = "100",
            description = "How many of them, from the first (default: ${DEFAULT-VALUE}).")
    private int count;

    /** Whether there are samples to add. */
    boolean given() {
        return samples != null;
    }

    /**
     * Adds the samples of one model folder to another.
     *
     * @param prefix what their paths begin with: empty, or a folder with a '/' at its end
     */
    static void copy(Path model, OutputFolder folder, String prefix) throws IOException {
        List<Path> samples;
        try (Stream<Path> all = Files.list(model)) {
            samples = all.filter(file -> file.getFileName().toString().startsWith(PREFIX)).sorted().toList();
        }
        for (Path sample : samples) {
            folder.add(prefix + sample.getFileName(), Files.readAllBytes(sample));
        }
    }

    /** Adds the samples to a model folder; every label belongs to an image. */
    void addTo(OutputFolder folder, Shape input) throws IOException {
        if (count < 1) {
            throw new InvalidInputException("--sample-count: " + count + " is less than 1");
        }
        if (samples == null) {
            if (labels != null) {
                throw new InvalidInputException("--sample-labels: labels without --samples; give the images, too");
            }
            return;
        }
        Images images = ImageReader.open(samples, input);
        folder.add(IMAGES + images.suffix(), images.first(count));
        if (labels != null) {
            folder.add(LABELS, LabelReader.first(labels, Math.min(count, images.count())));
        }
    }
}
