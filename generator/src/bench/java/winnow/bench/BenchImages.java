package winnow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.simulate.Simulator;

/** The different images that are simulated one behind the other. */
final class BenchImages {
    static final int COUNT = Simulator.LEAST_FRAMES;

    private BenchImages() {}

    /** @throws InvalidInputException if the files have too few different images */
    static List<IntTensor> read(List<Path> files, Shape shape) throws IOException {
        List<IntTensor> found = new ArrayList<>();
        for (Path file : files) {
            Images images = ImageReader.open(file, shape);
            for (int number = 0; number < images.count() && found.size() < COUNT; number++) {
                IntTensor image = images.image(number);
                if (!found.contains(image)) {
                    found.add(image);
                }
            }
        }
        if (found.size() < COUNT) {
            throw new InvalidInputException("--images: " + found.size() + " different images; give " + COUNT + " or more");
        }
        return found;
    }
}
