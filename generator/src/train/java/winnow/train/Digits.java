package winnow.train;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
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
        Path imageFile = folder.resolve(imageFileName(set));
        Path labelFile = folder.resolve(labelFileName(set));
        ByteBuffer images = ByteBuffer.wrap(Files.readAllBytes(imageFile));
        ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(labelFile));
        if (images.remaining() < 16 || labels.remaining() < 8) {
            throw new IOException(folder + ": an idx file of " + set + " ends within its header");
        }
        boolean rightKind = images.getInt() == IMAGES_MAGIC & labels.getInt() == LABELS_MAGIC;
        int count = images.getInt();
        boolean rightSize = labels.getInt() == count & images.getInt() == SIDE & images.getInt() == SIDE
                & images.remaining() == (long) count * PIXELS & labels.remaining() == count;
        if (!rightKind || !rightSize) {
            throw new IOException(imageFile + " and " + labelFile + " are not idx files of as many 28 x 28 images as labels");
        }
        return new Digits(rest(images), rest(labels));
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String imageFileName(String set) {
        return set + "-images-idx3-ubyte";
    }

    private static String labelFileName(String set) {
        return set + "-labels-idx1-ubyte";
    }

    /** Writes the two idx files of a set, in the form that {@link #read} expects. */
    void write(Path folder, String set) throws IOException {
        Files.write(folder.resolve(imageFileName(set)), idx(pixels, IMAGES_MAGIC, count(), SIDE, SIDE));
        Files.write(folder.resolve(labelFileName(set)), idx(labels, LABELS_MAGIC, count()));
    }

    private static byte[] idx(byte[] values, int... header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int word : header) {
            out.writeInt(word);
        }
        out.write(values);
        return bytes.toByteArray();
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
     * @param batch      images one after the other
     * @param place      the image's number within the batch
     * @param rowShift   pixels downwards
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
