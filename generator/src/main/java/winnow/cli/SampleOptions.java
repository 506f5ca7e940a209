package winnow.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.output.OutputFolder;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.LabelReader;

/** Images that a model folder takes along, so that whoever has the model can run it. */
final class SampleOptions {
    private static final String IMAGES = "samples-images";
    private static final String LABELS = "samples-labels-idx1-ubyte";

    @Option(names = "--samples", paramLabel = "IMAGES",
            description = "Images to keep in the model folder: idx3-ubyte (or .gz), .npy or .png.")
    private Path samples;

    @Option(names = "--sample-labels", paramLabel = "LABELS", description = "Their classes: idx1-ubyte (or .gz).")
    private Path labels;

    @Option(names = "--sample-count", paramLabel = "N", defaultValue = "100",
            description = "How many of them, from the first (default: ${DEFAULT-VALUE}).")
    private int count;

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
