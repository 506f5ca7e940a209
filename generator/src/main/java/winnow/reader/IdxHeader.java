package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.network.InvalidInputException;

/**
 * The head of an idx file of unsigned bytes (LeCun, "The MNIST database", file formats): two zero bytes, the type 8, the
 * number of axes, and a big-endian size for each. The data must fill the rest of the file exactly.
 */
record IdxHeader(List<Integer> sizes) {
    private static final int UNSIGNED_BYTE = 8;

    IdxHeader {
        sizes = List.copyOf(sizes);
    }

    int bytes() {
        return bytes(sizes.size());
    }

    private static int bytes(int axes) {
        return 4 + 4 * axes;
    }

    /** Reads and checks the head; sizes are compared with the file before anyone allocates by them. */
    static IdxHeader read(Path file, ByteSource source, int axes) throws IOException {
        String form = "idx" + axes + "-ubyte";
        if (source.length() < bytes(axes)) {
            throw new InvalidInputException(file + ": " + source.length() + " bytes are less than the head of an " + form + " file");
        }
        ByteBuffer head = ByteBuffer.wrap(source.read(0, bytes(axes)));
        int magic = head.getInt();
        if (magic >>> 16 != 0 || (magic >> 8 & 0xff) != UNSIGNED_BYTE || (magic & 0xff) != axes) {
            throw new InvalidInputException(file + ": begins with %08x, an %s file with %08x".formatted(
                    magic, form, UNSIGNED_BYTE << 8 | axes));
        }
        List<Integer> sizes = new ArrayList<>();
        double expected = bytes(axes);
        double values = 1;
        for (int axis = 0; axis < axes; axis++) {
            long size = Integer.toUnsignedLong(head.getInt());
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new InvalidInputException(file + ": axis " + axis + " has size " + size + ", outside 1.." + Integer.MAX_VALUE);
            }
            sizes.add((int) size);
            values *= size;
        }
        if (expected + values != source.length()) {
            throw new InvalidInputException(file + ": its head " + sizes + " promises " + Math.round(expected + values)
                    + " bytes, the file has " + source.length());
        }
        return new IdxHeader(sizes);
    }

    /** The head of a file with another number of items. */
    byte[] withItems(int items) {
        ByteBuffer head = ByteBuffer.allocate(bytes());
        head.putInt(UNSIGNED_BYTE << 8 | sizes.size());
        head.putInt(items);
        sizes.subList(1, sizes.size()).forEach(head::putInt);
        return head.array();
    }
}
