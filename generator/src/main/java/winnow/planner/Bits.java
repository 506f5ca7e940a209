package winnow.planner;

/** Widths of counters, addresses and numbers. */
public final class Bits {
    private Bits() {}

    /** Bits that tell {@code count} things apart, at least 1. */
    public static int index(long count) {
        return count <= 2 ? 1 : 64 - Long.numberOfLeadingZeros(count - 1);
    }

    /** The least power of two that is not less than a number from 1 on. */
    static int powerOfTwo(int number) {
        return Integer.highestOneBit(2 * number - 1);
    }

    /** Bits that hold the unsigned numbers 0..maximum, at least 1. */
    public static int unsigned(long maximum) {
        return index(maximum + 1);
    }

    /** Bits that hold all of minimum..maximum in two's complement, at least 1. */
    public static int signed(long minimum, long maximum) {
        int forMinimum = 65 - Long.numberOfLeadingZeros(minimum < 0 ? ~minimum : minimum);
        int forMaximum = 65 - Long.numberOfLeadingZeros(maximum < 0 ? ~maximum : maximum);
        return Math.max(forMinimum, forMaximum);
    }
}
