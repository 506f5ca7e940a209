package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.Floats;
import winnow.network.InvalidInputException;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/**
 * The {@code .net} form of Deep Compression (Han et al., ICLR 2016) without Huffman coding, little endian:
 *
 * <ol>
 *   <li>{@code uint32 entries} for each layer that has weights, in the prototxt's order;
 *   <li>for each such layer: {@code float32 codebook[2^b]} (b = 8 for a convolution, 4 for a fully-connected layer), {@code
 *       float32 bias[outputs]}, the entries' codes of b bits, the entries' relative indices of 4 bits; two nibbles to a
 *       byte, the low one first.
 * </ol>
 *
 * Entry k lies at the sum of (index + 1) over the entries up to it, minus 1, in the flattened tensor. Code 0 is a padding
 * zero: the gap was longer than an index can say.
 */
final class NetFile {
    static final int PADDING_CODE = 0;
    private static final int INDEX_BITS = 4;
    private static final long MAXIMUM_BYTES = 1L << 30;
    /** A file of another kind is wrong everywhere: more would not help anyone. */
    private static final int MOST_PROBLEMS = 5;

    /**
     * A layer's weights.
     *
     * @param entries number of entries in the file, padding included
     */
    record LayerWeights(Floats codebook, Floats bias, SparseWeights weights, int entries) {}

    private final String file;
    private final ByteBuffer bytes;
    private final List<String> problems = new ArrayList<>();

    private NetFile(String file, byte[] content) {
        this.file = file;
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the weights of all layers.
     *
     * @throws InvalidInputException with file, layer and byte offset of what is wrong
     */
    static List<LayerWeights> read(Path path, List<WeightShape> shapes) throws IOException {
        if (!Files.exists(path)) {
            throw new InvalidInputException(path + ": no such file");
        }
        if (Files.size(path) > MAXIMUM_BYTES) {
            throw new InvalidInputException(path + ": " + Files.size(path) + " bytes exceed the limit of " + MAXIMUM_BYTES);
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(path + ": is a folder, not a file");
        }
        NetFile net = new NetFile(path.toString(), Files.readAllBytes(path));
        long[] entries = net.readEntryCounts(shapes);
        net.checkLength(shapes, entries);
        List<LayerWeights> layers = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            net.readLayer(shapes.get(i), (int) entries[i], layers);
        }
        net.failOnProblems();
        return layers;
    }

    private long[] readEntryCounts(List<WeightShape> shapes) {
        if (bytes.capacity() < 4L * shapes.size()) {
            throw new InvalidInputException(file + ": " + bytes.capacity() + " bytes are less than the entry counts of "
                    + shapes.size() + " layers (" + 4L * shapes.size() + " bytes); the file is truncated");
        }
        long[] entries = new long[shapes.size()];
        for (int i = 0; i < entries.length; i++) {
            int offset = bytes.position();
            WeightShape shape = shapes.get(i);
            entries[i] = Integer.toUnsignedLong(bytes.getInt());
            if (entries[i] > shape.size()) {
                problem(shape, offset, entries[i] + " entries are more than the layer's " + shape.size()
                        + " weights; does the prototxt belong to this file?");
            }
        }
        failOnProblems();
        return entries;
    }

    /** Everything's place follows from the entry counts, so the length is checked before anything is allocated. */
    private void checkLength(List<WeightShape> shapes, long[] entries) {
        long end = bytes.position();
        for (int i = 0; i < entries.length; i++) {
            WeightShape shape = shapes.get(i);
            long start = end;
            end += 4L * (shape.codebookSize() + shape.biases()) + nibbleBytes(entries[i], shape.codeBits())
                    + nibbleBytes(entries[i], INDEX_BITS);
            if (end > bytes.capacity()) {
                problem(shape, start, entries[i] + " entries need the bytes up to " + end + ", but the file ends at "
                        + bytes.capacity() + "; it is truncated, or the prototxt does not belong to it");
                failOnProblems();
            }
        }
        if (end < bytes.capacity()) {
            throw new InvalidInputException(file + ": the last layer ends at byte " + end + ", but the file has "
                    + bytes.capacity() + ": " + (bytes.capacity() - end)
                    + " bytes too many; does the prototxt belong to this file?");
        }
    }

    private void readLayer(WeightShape shape, int entries, List<LayerWeights> layers) {
        int before = problems.size();
        int codebookOffset = bytes.position();
        float[] codebook = floats(shape, "codebook entry", shape.codebookSize());
        float[] bias = floats(shape, "bias", shape.biases());
        byte[] codes = shape.codeBits() == 8 ? octets(entries) : nibbles(shape, "codes", entries);
        int indexOffset = bytes.position();
        byte[] indices = nibbles(shape, "indices", entries);
        if (codebook[PADDING_CODE] != 0 && contains(codes, PADDING_CODE)) {
            problem(shape, codebookOffset, "codebook entry 0 is " + codebook[PADDING_CODE]
                    + ", but code 0 is used, which stands for a padding zero; entry 0 must be 0.0");
        }
        int[] positions = positions(shape, indices, indexOffset);
        if (problems.size() == before) {
            // Without a padding zero entry 0 may be anything; it is never used
            codebook[PADDING_CODE] = 0;
            layers.add(new LayerWeights(Floats.of(codebook), Floats.of(shape.biased() ? bias : new float[shape.outputs()]),
                    withoutPadding(shape, positions, codes), entries));
        }
    }

    private float[] floats(WeightShape shape, String what, int count) {
        float[] values = new float[count];
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            int offset = bytes.position();
            values[i] = bytes.getFloat();
            if (!Float.isFinite(values[i]) && wrong++ == 0) {
                problem(shape, offset, what + " " + i + " is " + values[i] + ", not a finite number");
            }
        }
        return values;
    }

    private byte[] octets(int count) {
        byte[] values = new byte[count];
        bytes.get(values);
        return values;
    }

    private byte[] nibbles(WeightShape shape, String what, int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i += 2) {
            int offset = bytes.position();
            int pair = bytes.get() & 0xff;
            values[i] = (byte) (pair & 0xf);
            if (i + 1 < count) {
                values[i + 1] = (byte) (pair >> 4);
            } else if (pair >> 4 != 0) {
                problem(shape, offset, "the unused high nibble after the last of " + count + " " + what + " is "
                        + (pair >> 4) + ", not 0");
            }
        }
        return values;
    }

    private int[] positions(WeightShape shape, byte[] indices, int offset) {
        int[] positions = new int[indices.length];
        long position = -1;
        for (int i = 0; i < indices.length; i++) {
            position += indices[i] + 1;
            if (position >= shape.size()) {
                problem(shape, offset + i / 2, "entry " + i + " lies at position " + position
                        + ", beyond the layer's " + shape.size() + " weights");
                return positions;
            }
            positions[i] = (int) position;
        }
        return positions;
    }

    private static SparseWeights withoutPadding(WeightShape shape, int[] positions, byte[] codes) {
        int[] keptPositions = new int[positions.length];
        int[] keptCodes = new int[positions.length];
        int kept = 0;
        for (int i = 0; i < positions.length; i++) {
            if (codes[i] != PADDING_CODE) {
                keptPositions[kept] = positions[i];
                keptCodes[kept++] = codes[i] & 0xff;
            }
        }
        return new SparseWeights(shape.outputs(), shape.inputs(), shape.kernelHeight(), shape.kernelWidth(),
                Ints.of(Arrays.copyOf(keptPositions, kept)), Ints.of(Arrays.copyOf(keptCodes, kept)), INDEX_BITS);
    }

    private static boolean contains(byte[] codes, int wanted) {
        for (byte code : codes) {
            if (code == wanted) {
                return true;
            }
        }
        return false;
    }

    private static long nibbleBytes(long count, int bits) {
        return (count * bits + 7) / 8;
    }

    private void problem(WeightShape shape, long offset, String problem) {
        problems.add(file + ": layer \"" + shape.layer() + "\", byte " + offset + ": " + problem);
    }

    private void failOnProblems() {
        if (problems.size() > MOST_PROBLEMS) {
            List<String> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
            first.add(file + ": and " + (problems.size() - MOST_PROBLEMS) + " problems more of this file");
            throw new InvalidInputException(first);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
