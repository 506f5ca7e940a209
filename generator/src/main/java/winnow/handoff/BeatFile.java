package winnow.handoff;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.planner.StreamOrder;

/** Beats of a stream as text for {@code $readmemh}: one a line, tlast above the data, the first pixel in the low bits. */
final class BeatFile {
    private final StreamOrder order;
    private final FixedPoint format;
    private final int[] positions;
    private final StringBuilder text = new StringBuilder();

    BeatFile(StreamOrder order, FixedPoint format) {
        this.order = order;
        this.format = format;
        this.positions = order.positions();
    }

    /** Bits of a beat's data. */
    static int width(StreamOrder order, FixedPoint format) {
        return order.pixels() * format.bits();
    }

    /** A file with the beats of some frames; places that hold no pixel are 0. */
    static byte[] of(StreamOrder order, FixedPoint format, List<IntTensor> frames) {
        BeatFile file = new BeatFile(order, format);
        frames.forEach(frame -> file.append(frame.values(), true));
        return file.text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A file with a word for each beat of a frame: ones where it holds a pixel. */
    static byte[] masks(StreamOrder order, FixedPoint format) {
        int[] ones = new int[order.shape().size()];
        java.util.Arrays.fill(ones, -1);
        BeatFile file = new BeatFile(order, format);
        file.append(ones, false);
        return file.text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(int[] values, boolean withLast) {
        int digits = (width(order, format) + (withLast ? 1 : 0) + 3) / 4;
        for (int beat = 0; beat < order.beats(); beat++) {
            BigInteger word = withLast && beat == order.beats() - 1 ? BigInteger.ONE : BigInteger.ZERO;
            for (int pixel = order.pixels() - 1; pixel >= 0; pixel--) {
                int position = positions[beat * order.pixels() + pixel];
                int value = position == StreamOrder.NONE ? 0 : values[position] & (1 << format.bits()) - 1;
                word = word.shiftLeft(format.bits()).or(BigInteger.valueOf(value));
            }
            String hexadecimal = word.toString(16);
            text.append("0".repeat(digits - hexadecimal.length())).append(hexadecimal).append('\n');
        }
    }
}
