package winnow.compress;

import java.util.List;

/**
 * The magnitude of a given rank among many, found without sorting: the bits of floats that are not negative are in the
 * floats' order, so a histogram of their upper halves and one of the lower halves within a bin tell it. Two passes, O(n).
 */
final class MagnitudeRank {
    private static final int HALF_BITS = 16;
    private static final int HALF_MASK = (1 << HALF_BITS) - 1;

    private final int threshold;
    private final long ties;

    private MagnitudeRank(int threshold, long ties) {
        this.threshold = threshold;
        this.ties = ties;
    }

    /**
     * @param tensors magnitudes, none negative, -0 or NaN
     * @param count   how many of all are to be kept, 1..their number
     */
    static MagnitudeRank of(List<float[]> tensors, long count) {
        long[] upper = new long[1 << HALF_BITS];
        for (float[] tensor : tensors) {
            for (float magnitude : tensor) {
                upper[bits(magnitude) >>> HALF_BITS]++;
            }
        }
        Bin high = Bin.of(upper, count);
        long[] lower = new long[1 << HALF_BITS];
        for (float[] tensor : tensors) {
            for (float magnitude : tensor) {
                if (bits(magnitude) >>> HALF_BITS == high.index()) {
                    lower[bits(magnitude) & HALF_MASK]++;
                }
            }
        }
        Bin low = Bin.of(lower, high.rest());
        return new MagnitudeRank(high.index() << HALF_BITS | low.index(), low.rest());
    }

    private static int bits(float magnitude) {
        return Float.floatToRawIntBits(magnitude);
    }

    /** Whether a magnitude is kept for certain. */
    boolean isAbove(float magnitude) {
        return bits(magnitude) > threshold;
    }

    /** Whether a magnitude is kept as long as fewer than {@link #ties} of its like are. */
    boolean isTie(float magnitude) {
        return bits(magnitude) == threshold;
    }

    /** How many of the magnitudes that equal the threshold are to be kept. */
    long ties() {
        return ties;
    }

    /**
     * The bin that the last of the kept values falls into.
     *
     * @param rest how many of that bin are kept, at least 1
     */
    private record Bin(int index, long rest) {
        static Bin of(long[] histogram, long count) {
            int index = histogram.length - 1;
            long rest = count;
            while (histogram[index] < rest) {
                rest -= histogram[index--];
            }
            return new Bin(index, rest);
        }
    }
}
