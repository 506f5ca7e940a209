package winnow.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Ints;
import winnow.network.Shape;

/** Images with the class that each shows, all in memory: a byte per pixel, in (channel, row, column) order. */
public final class LabelledImages {
    private final Shape shape;
    private final byte[][] pixels;
    private final int[] labels;

    private LabelledImages(Shape shape, byte[][] pixels, int[] labels) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Reads images and labels, file by file in the same order.
     *
     * @param shape   of the network's input
     * @param classes number of classes that the network tells apart
     * @throws InvalidInputException with all that is wrong: unreadable files, other counts of labels, classes that do not exist
     */
    public static LabelledImages read(List<Path> images, List<Path> labels, Shape shape, int classes) throws IOException {
        List<String> problems = new ArrayList<>();
        if (images.size() != labels.size()) {
            problems.add(images.size() + " files of images but " + labels.size() + " of labels; give one of labels for each");
        }
        List<byte[]> pixels = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int file = 0; file < Math.min(images.size(), labels.size()); file++) {
            try {
                readFile(images.get(file), labels.get(file), shape, classes, pixels, all);
            } catch (InvalidInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (all.isEmpty() && problems.isEmpty()) {
            problems.add("no labelled image; give at least one");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new LabelledImages(shape, pixels.toArray(byte[][]::new), all.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void readFile(Path file, Path labelFile, Shape shape, int classes, List<byte[]> pixels, List<Integer> labels)
            throws IOException {
        Images images = ImageReader.open(file, shape);
        Ints classesShown = LabelReader.read(labelFile);
        if (classesShown.length() != images.count()) {
            throw new InvalidInputException(labelFile + ": " + classesShown.length() + " labels for " + images.count()
                    + " images of " + file + "; give one for each");
        }
        for (int i = 0; i < images.count(); i++) {
            if (classesShown.get(i) >= classes) {
                throw new InvalidInputException(labelFile + ": label " + i + " is " + classesShown.get(i)
                        + ", the network's classes are 0.." + (classes - 1));
            }
            pixels.add(bytes(images.image(i)));
            labels.add(classesShown.get(i));
        }
    }

    private static byte[] bytes(IntTensor image) {
        byte[] bytes = new byte[image.values().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) image.values()[i];
        }
        return bytes;
    }

    public Shape shape() {
        return shape;
    }

    public int count() {
        return labels.length;
    }

    /** The class that an image shows. */
    public int label(int image) {
        return labels[image];
    }

    /** A pixel, 0..255. */
    public int pixel(int image, int position) {
        return pixels[image][position] & 0xff;
    }

    public IntTensor image(int image) {
        int[] values = new int[shape.size()];
        Arrays.setAll(values, position -> pixel(image, position));
        return new IntTensor(shape, values);
    }

    /** The images {@code from} (inclusive) to {@code to} (exclusive); nothing is copied. */
    public LabelledImages range(int from, int to) {
        return new LabelledImages(shape, Arrays.copyOfRange(pixels, from, to), Arrays.copyOfRange(labels, from, to));
    }
}
