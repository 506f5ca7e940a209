package winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Tensor;
import winnow.reader.ImageReader;
import winnow.reader.Images;

/** The images of several files under one numbering. */
final class ImageList {
    private static final int GREATEST_PIXEL = 255;

    private final List<Images> files = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private ImageList() {}

    /**
     * Opens files of images that suit a network's input.
     *
     * @throws InvalidInputException with all files that cannot be used
     */
    static ImageList open(List<Path> paths, Tensor input) throws IOException {
        return open(paths, input, Integer.MAX_VALUE);
    }

    /**
     * The same with at most so many images of each file, from the first.
     *
     * @param most at least 1
     */
    static ImageList open(List<Path> paths, Tensor input, int most) throws IOException {
        if (input.format().maximum() < GREATEST_PIXEL) {
            throw new InvalidInputException("input " + input.name() + " takes values up to " + input.format().maximum()
                    + ", pixels go up to " + GREATEST_PIXEL + "; give the model an unsigned input of at least 8 bits");
        }
        ImageList list = new ImageList();
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            try {
                list.add(ImageReader.open(path, input.shape()), most);
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return list;
    }

    private void add(Images images, int most) {
        files.add(images);
        ends.add(Math.addExact(count(), Math.min(most, images.count())));
    }

    int count() {
        return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    }

    /** @throws UncheckedIOException if the image cannot be read */
    IntTensor image(int number) {
        int file = file(number);
        try {
            return files.get(file).image(number - start(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(int number) {
        int file = file(number);
        return files.get(file).name(number - start(file));
    }

    private int start(int file) {
        return file == 0 ? 0 : ends.get(file - 1);
    }

    private int file(int number) {
        int file = 0;
        while (number >= ends.get(file)) {
            file++;
        }
        return file;
    }
}
