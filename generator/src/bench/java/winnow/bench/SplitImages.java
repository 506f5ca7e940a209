package winnow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.reader.LabelledImages;

/** The images that compressed networks are measured with, split as {@code winnow train} and {@code winnow compress} split them. */
final class SplitImages {
    @Option(names = "--train-images", required = true, paramLabel = "FILE", description = "The images that trained: idx3-ubyte (or .gz).")
    private Path trainImages;

    @Option(names = "--train-labels", required = true, paramLabel = "FILE", description = "Their classes: idx1-ubyte (or .gz).")
    private Path trainLabels;

    @Option(names = "--validation", paramLabel = "N", defaultValue = "5000",
            description = "So many of them, from the last, did not train but choose (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--test-images", required = true, paramLabel = "FILE", description = "Images that choose nothing.")
    private Path testImages;

    @Option(names = "--test-labels", required = true, paramLabel = "FILE", description = "Their classes.")
    private Path testLabels;

    private Parts parts;

    /** Images that may choose and images that may not. */
    record Parts(LabelledImages validation, LabelledImages test) {}

    /**
     * Reads them when they are first asked for.
     *
     * @throws InvalidInputException if the files do not suit each other or a network of this input and so many classes
     */
    Parts read(Shape shape, int classes) throws IOException {
        if (parts == null) {
            LabelledImages training = LabelledImages.read(List.of(trainImages), List.of(trainLabels), shape, classes);
            if (count < 1 || count >= training.count()) {
                throw new InvalidInputException("--validation: " + count + " of " + training.count() + " images of " + trainImages
                        + "; give 1.." + (training.count() - 1));
            }
            parts = new Parts(training.range(training.count() - count, training.count()),
                    LabelledImages.read(List.of(testImages), List.of(testLabels), shape, classes));
        }
        return parts;
    }
}
