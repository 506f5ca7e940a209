package winnow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.reader.LabelledImages;

/** Labelled images to train on and to validate by. */
final class TrainingOptions {
    @Option(names = "--train-images", arity = "1..*", paramLabel = "IMAGES", description = "Images to train on: idx3-ubyte (or .gz), npy, png.")
    private List<Path> images = List.of();

    @Option(names = "--train-labels", arity = "1..*", paramLabel = "LABELS", description = "Their classes: idx1-ubyte (or .gz), one file each.")
    private List<Path> labels = List.of();

    @Option(names = "--validation", paramLabel = "N", defaultValue = "5000",
            description = "So many of them, from the last, do not train but choose (default: ${DEFAULT-VALUE}).")
    private int validation;

    @Option(names = "--test-images", arity = "1..*", paramLabel = "IMAGES", description = "Images that are measured in the end and choose nothing.")
    private List<Path> testImages = List.of();

    @Option(names = "--test-labels", arity = "1..*", paramLabel = "LABELS", description = "Their classes.")
    private List<Path> testLabels = List.of();

    @Option(names = "--batch", paramLabel = "N", defaultValue = "128", description = "Images per step (default: ${DEFAULT-VALUE}).")
    int batch;

    @Option(names = "--shift", paramLabel = "PIXELS", defaultValue = "0",
            description = "Move images by up to so many pixels in each direction (default: ${DEFAULT-VALUE}).")
    int shift;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
    long seed;

    /** Images to train on and images to choose by. */
    record Split(LabelledImages training, LabelledImages validation) {}

    /** Empty if no training images were given. */
    Optional<Split> split(Network network) throws IOException {
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        LabelledImages all = LabelledImages.read(images, labels, network.inputShape(), classes(network));
        if (validation < 1 || validation > all.count() - batch) {
            throw new InvalidInputException("--validation: " + validation + " of " + all.count()
                    + " training images leave fewer than a batch of " + batch + ", or none to choose by; give 1.."
                    + Math.max(0, all.count() - batch));
        }
        int training = all.count() - validation;
        return Optional.of(new Split(all.range(0, training), all.range(training, all.count())));
    }

    Optional<LabelledImages> test(Network network) throws IOException {
        return testImages.isEmpty() && testLabels.isEmpty()
                ? Optional.empty()
                : Optional.of(LabelledImages.read(testImages, testLabels, network.inputShape(), classes(network)));
    }

    static int classes(Network network) {
        return network.layers().get(network.layers().size() - 1).outputShape().size();
    }

    /** Says in a manifest what was trained on. */
    void addTo(Map<String, Object> details) throws IOException {
        FileSums.add(details, "train_images_sha256", images);
        FileSums.add(details, "train_labels_sha256", labels);
        details.put("validation", validation);
        details.put("batch", batch);
        details.put("shift", shift);
        details.put("seed", seed);
    }
}
