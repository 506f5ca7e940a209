package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import winnow.network.InvalidInputException;
import winnow.network.Ints;

/** Reads the classes of images from an idx1-ubyte file, plain or gzipped. */
public final class LabelReader {
    private LabelReader() {}

    /** One label, 0..255, per image. */
    public static Ints read(Path file) throws IOException {
        ByteSource source = ByteSource.open(file);
        IdxHeader header = IdxHeader.read(file, source, 1);
        byte[] bytes = source.read(header.bytes(), header.sizes().get(0));
        int[] labels = new int[bytes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes[i] & 0xff;
        }
        return Ints.of(labels);
    }

    /** An idx1-ubyte file of the first labels. */
    public static byte[] first(Path file, int labels) throws IOException {
        ByteSource source = ByteSource.open(file);
        IdxHeader header = IdxHeader.read(file, source, 1);
        if (header.sizes().get(0) < labels) {
            throw new InvalidInputException(file + ": " + header.sizes().get(0) + " labels for " + labels + " images");
        }
        byte[] head = header.withItems(labels);
        return ByteBuffer.allocate(head.length + labels).put(head).put(source.read(header.bytes(), labels)).array();
    }
}
