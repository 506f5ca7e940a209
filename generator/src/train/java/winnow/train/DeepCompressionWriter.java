package winnow.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the {@code .net} format of Han et al.'s Deep Compression, little endian: for every layer the number of its
 * entries as a uint32; then for every layer its codebook and bias as float32, a code per entry, and a 4-bit relative
 * index per entry. 4-bit values lie two in a byte, low nibble first; an unused last nibble is 0.
 *
 * <p>An entry's index is the number of zeros before it, across output channels too. A gap of more than 15 zeros is
 * bridged with padding entries of code 0 and index 15.
 */
final class DeepCompressionWriter {
    private static final int LARGEST_INDEX = 15;

    /** A layer's weights and bias as they are stored. */
    record Layer(WeightLayer.Kind kind, SharedWeights weights, float[] bias) {
        /** Entries of the layer in the file, padding included. */
        int entries() {
            return DeepCompressionWriter.entries(weights.codes()).codes.size();
        }
    }

    private record Entries(ByteArrayOutputStream codes, ByteArrayOutputStream indices) {}

    private DeepCompressionWriter() {}

    /** Writes the layers in the given order. */
    static void write(Path file, List<Layer> layers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Layer layer : layers) {
            out.writeBytes(littleEndian(4).putInt(layer.entries()).array());
        }
        for (Layer layer : layers) {
            Entries entries = entries(layer.weights.codes());
            out.writeBytes(floats(layer.weights.codebook()));
            out.writeBytes(floats(layer.bias));
            byte[] codes = entries.codes.toByteArray();
            out.writeBytes(layer.kind.codeBits() == 4 ? nibbles(codes) : codes);
            out.writeBytes(nibbles(entries.indices.toByteArray()));
        }
        Files.write(file, out.toByteArray());
    }

    private static Entries entries(int[] codes) {
        Entries entries = new Entries(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        int zeros = 0;
        for (int code : codes) {
            if (code == SharedWeights.PRUNED) {
                zeros++;
                continue;
            }
            for (; zeros > LARGEST_INDEX; zeros -= LARGEST_INDEX + 1) {
                entries.codes.write(SharedWeights.PRUNED);
                entries.indices.write(LARGEST_INDEX);
            }
            entries.codes.write(code);
            entries.indices.write(zeros);
            zeros = 0;
        }
        return entries;
    }

    private static byte[] floats(float[] values) {
        ByteBuffer bytes = littleEndian(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] nibbles(byte[] values) {
        byte[] packed = new byte[(values.length + 1) / 2];
        for (int i = 0; i < values.length; i++) {
            packed[i / 2] |= (byte) (values[i] << (i % 2 == 0 ? 0 : 4));
        }
        return packed;
    }
}
