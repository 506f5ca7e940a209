package winnow.reader;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code .net} files for tests, faithfully: what is wrong in the arguments is wrong in the file. */
public final class NetBytes {
    private record Part(int entries, byte[] bytes) {}

    private final List<Part> parts = new ArrayList<>();

    /** A layer whose codes have 8 (convolution) or 4 (fully-connected) bits; the codebook is filled up with zeros. */
    public NetBytes layer(int codeBits, float[] codebook, float[] bias, int[] codes, int[] indices) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer floats = ByteBuffer.allocate(4 * ((1 << codeBits) + bias.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1 << codeBits; i++) {
            floats.putFloat(i < codebook.length ? codebook[i] : 0);
        }
        for (float value : bias) {
            floats.putFloat(value);
        }
        bytes.writeBytes(floats.array());
        bytes.writeBytes(packed(codes, codeBits));
        bytes.writeBytes(packed(indices, 4));
        parts.add(new Part(codes.length, bytes.toByteArray()));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Part part : parts) {
            bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(part.entries).array());
        }
        parts.forEach(part -> bytes.writeBytes(part.bytes));
        return bytes.toByteArray();
    }

    private static byte[] packed(int[] values, int bits) {
        byte[] bytes = new byte[(values.length * bits + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            bytes[i * bits / 8] |= (byte) (values[i] << i * bits % 8);
        }
        return bytes;
    }
}
