package winnow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.LabelledImages;

/** Typical images, by which ranges are found. */
final class CalibrationOptions {
    @Option(names = "--calibrate", arity = "1..*", paramLabel = "IMAGES",
            description = "Typical images, by which ranges are found: png, idx3-ubyte (or .gz), npy.")
    private List<Path> files = List.of();

    @Option(names = "--calibrate-count", defaultValue = "100", paramLabel = "N",
            description = "The most images to take from each file (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--calibration", defaultValue = "mse", paramLabel = "mse|maximum",
            description = "Ranges of least squared error, or such that nothing is clipped (default: ${DEFAULT-VALUE}).")
    Calibration calibration;

    /** Empty if none were given. */
    Optional<CalibrationImages> images(Shape shape) throws IOException {
        if (most < 1) {
            throw new InvalidInputException("--calibrate-count: " + most + " is less than 1");
        }
        List<String> names = new ArrayList<>();
        List<IntTensor> tensors = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                Images images = ImageReader.open(file, shape);
                for (int i = 0; i < Math.min(most, images.count()); i++) {
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
        return files.isEmpty() ? Optional.empty() : Optional.of(new CalibrationImages(names, tensors));
    }

    /** As many of labelled images, from the first. */
    CalibrationImages some(LabelledImages images) {
        int count = Math.min(most, images.count());
        return new CalibrationImages(IntStream.range(0, count).mapToObj(i -> "image " + i).toList(),
                IntStream.range(0, count).mapToObj(images::image).toList());
    }

    /** Says in a manifest how ranges were found. */
    void addTo(Map<String, Object> details) throws IOException {
        FileSums.add(details, "calibration_images_sha256", files);
        details.put("calibrate_count", most);
        details.put("calibration", calibration.name().toLowerCase(Locale.ROOT));
    }
}
