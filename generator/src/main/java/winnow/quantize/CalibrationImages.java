package winnow.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;

/**
 * Sample images by which ranges are found; pixels 0..255, channels in the order red, green, blue.
 *
 * @param names  how messages name each image
 */
public record CalibrationImages(List<String> names, List<IntTensor> images) {
    public CalibrationImages {
        names = List.copyOf(names);
        images = List.copyOf(images);
        if (names.size() != images.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + images.size() + " images");
        }
    }

    /** Refuses images that cannot calibrate: none at all, of another shape, or with nothing but 0 in them. */
    void check(Shape expected) {
        List<String> problems = new ArrayList<>();
        if (images.isEmpty()) {
            problems.add("no calibration image; give at least one that is typical of the network's input");
        }
        for (int i = 0; i < images.size(); i++) {
            if (!images.get(i).shape().equals(expected)) {
                problems.add(names.get(i) + ": is " + images.get(i).shape() + ", the network takes " + expected);
            } else if (Arrays.stream(images.get(i).values()).allMatch(pixel -> pixel == 0)) {
                problems.add(names.get(i) + ": every pixel is 0; such an image cannot calibrate anything, give another");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
