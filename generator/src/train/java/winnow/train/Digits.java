package winnow.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Handwritten digits of MNIST (LeCun et al., 1998) with their labels: 28 x 28 grey pixels each, 0 is background. */
final class Digits {
    /** Height and width of an image. */
    static final int SIDE = 28;
    /** Pixels of an image. */
    static final int PIXELS = SIDE * SIDE;
    /** What a grey level of 0..255 is multiplied with to give an input of the network: 1/256, as Caffe does. */
    static final float SCALE = 0.00390625f;

    private static final int IMAGES_MAGIC = 0x0803;
    private static final int LABELS_MAGIC = 0x0801;

    private final byte[] pixels;
    private final byte[] labels;

    private Digits(byte[] pixels, byte[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Reads the two idx files of a set.
     *
     * @param set what the files' names begin with, {@code train} or {@code t10k}
     * @throws IOException if a file is missing, is no idx file of 28 x 28 images, or is not as long as its header says
     */
    static Digits read(Path folder, String set) throws IOException {
        byte[] pixels = readIdx(folder.resolve(imageFileName(set)), IMAGES_MAGIC, SIDE, SIDE);
        byte[] labels = readIdx(folder.resolve(labelFileName(set)), LABELS_MAGIC);
        if (pixels.length != labels.length * PIXELS) {
            throw new IOException(folder + ": " + set + " has " + pixels.length / PIXELS + " images but "
                    + labels.length + " labels");
        }
        return new Digits(pixels, labels);
    }

    /** The values of an idx file: magic number, number of items and an item's sizes as big-endian int32, then bytes. */
    private static byte[] readIdx(Path file, int magic, int... itemSizes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < 4 * (2 + itemSizes.length)) {
            throw new IOException(file + ": ends within the header of an idx file");
        }
        if (bytes.getInt() != magic) {
            throw new IOException(file + ": begins with another magic number than " + magic);
        }
        long values = bytes.getInt();
        for (int size : itemSizes) {
            if (bytes.getInt() != size) {
                throw new IOException(file + ": its images are not of " + SIDE + " x " + SIDE + " pixels");
            }
            values *= size;
        }
        if (bytes.remaining() != values) {
            throw new IOException(file + ": has " + bytes.remaining() + " values where its header says " + values);
        }
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    private static String imageFileName(String set) {
        return set + "-images-idx3-ubyte";
    }

    private static String labelFileName(String set) {
        return set + "-labels-idx1-ubyte";
    }

    int count() {
        return labels.length;
    }

    /** What the image shows, 0..9. */
    int label(int image) {
        return labels[image];
    }

    /** The images {@code from} (inclusive) to {@code to} (exclusive). */
    Digits range(int from, int to) {
        return new Digits(Arrays.copyOfRange(pixels, from * PIXELS, to * PIXELS), Arrays.copyOfRange(labels, from, to));
    }

    /**
     * Puts an image into a batch as scaled inputs, moved by some pixels; background moves in, the border moves out.
     *
     * @param batch       images one after the other
     * @param place       the image's number within the batch
     * @param rowShift    pixels downwards
     * @param columnShift pixels to the right
     */
    void copyShifted(int image, float[] batch, int place, int rowShift, int columnShift) {
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int fromRow = row - rowShift;
                int fromColumn = column - columnShift;
                boolean inside = fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE;
                int grey = inside ? pixels[image * PIXELS + fromRow * SIDE + fromColumn] & 0xff : 0;
                batch[place * PIXELS + row * SIDE + column] = grey * SCALE;
            }
        }
    }
}
