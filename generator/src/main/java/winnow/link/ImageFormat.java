package winnow.link;

import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.Tensor;
import winnow.planner.StreamOrder;

/**
 * How images and scores pass the line: beat by beat, a beat's pixels from the low bits up, padded to whole bytes, low byte first.
 *
 * @param input       the network's
 * @param output      the network's
 * @param inputOrder  of the accelerator's input
 * @param outputOrder of its output
 * @param beatBytes   bytes of an input beat; the last ones count, as many as it takes
 */
public record ImageFormat(Tensor input, Tensor output, StreamOrder inputOrder, StreamOrder outputOrder, int beatBytes) {
    /** The payload of an image's frame. */
    public byte[] payload(IntTensor image) {
        int bits = input.format().bits();
        int pixels = inputOrder.pixels();
        int[] positions = inputOrder.positions();
        byte[] payload = new byte[inputOrder.beats() * beatBytes];
        int filling = beatBytes - bytes(pixels * bits);
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != StreamOrder.NONE) {
                long first = Byte.SIZE * (long) (i / pixels * beatBytes + filling) + (long) (i % pixels) * bits;
                put(payload, first, bits, image.values()[positions[i]]);
            }
        }
        return payload;
    }

    /** Bytes of a frame's output beats. */
    public int scoreBytes() {
        return outputOrder.beats() * bytes(outputOrder.pixels() * output.format().bits());
    }

    /** The output that the beats stand for. */
    public IntTensor scores(byte[] beats) {
        FixedPoint format = output.format();
        int pixels = outputOrder.pixels();
        int beat = bytes(pixels * format.bits());
        int[] positions = outputOrder.positions();
        int[] values = new int[output.shape().size()];
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != StreamOrder.NONE) {
                long first = Byte.SIZE * (long) (i / pixels * beat) + (long) (i % pixels) * format.bits();
                values[positions[i]] = extended(get(beats, first, format.bits()), format);
            }
        }
        return new IntTensor(output.shape(), values);
    }

    private static void put(byte[] bytes, long first, int count, int value) {
        for (int bit = 0; bit < count; bit++) {
            int place = (int) ((first + bit) / Byte.SIZE);
            bytes[place] |= (byte) ((value >> bit & 1) << (first + bit) % Byte.SIZE);
        }
    }

    private static int get(byte[] bytes, long first, int count) {
        int value = 0;
        for (int bit = 0; bit < count; bit++) {
            value |= (bytes[(int) ((first + bit) / Byte.SIZE)] >> (first + bit) % Byte.SIZE & 1) << bit;
        }
        return value;
    }

    private static int extended(int value, FixedPoint format) {
        int unused = Integer.SIZE - format.bits();
        return format.signed() ? value << unused >> unused : value;
    }

    private static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
