package winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.network.Tensor;
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
        for (Path sample : find(model, PREFIX)) {
            folder.add(prefix + sample.getFileName(), Files.readAllBytes(sample));
        }
    }

    /**
     * So many of a model folder's sample images, from the first, repeated in turn if there are fewer; none if there are none.
     *
     * @throws InvalidInputException if they do not suit the network's input
     */
    static List<IntTensor> frames(Path model, Tensor input, int count) throws IOException {
        List<Path> samples = find(model, IMAGES);
        if (samples.isEmpty()) {
            return List.of();
        }
        ImageList images = ImageList.open(samples.subList(0, 1), input, count);
        try {
            return IntStream.range(0, count).mapToObj(number -> images.image(number % images.count())).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Path> find(Path model, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(model)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
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
