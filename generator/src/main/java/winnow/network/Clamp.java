package winnow.network;

/**
 * What a layer's activation function does to a value: nothing, or bounds on one side or both.
 *
 * @param minimum the least value, or negative infinity
 * @param maximum the greatest value, at least the least, or positive infinity
 */
public record Clamp(float minimum, float maximum) {
    public static final Clamp NONE = new Clamp(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    /** The rectifier: 0 below zero. */
    public static final Clamp RELU = new Clamp(0, Float.POSITIVE_INFINITY);

    public Clamp {
        if (!(minimum <= maximum)) {
            throw new IllegalArgumentException("a clamp's minimum " + minimum + " is not at most its maximum " + maximum);
        }
    }

    public double of(double value) {
        return Math.max(minimum, Math.min(maximum, value));
    }

    /** Whether values below zero come out. */
    public boolean signed() {
        return minimum < 0;
    }

    /** What is left of a fixed-point format's range: least and greatest integer. */
    public Requantization requantization(int shift, FixedPoint format) {
        return new Requantization(shift, bounded(minimum, format), bounded(maximum, format));
    }

    private static int bounded(float limit, FixedPoint format) {
        double scaled = Math.rint(limit / format.step());
        return (int) Math.max(format.minimum(), Math.min(format.maximum(), scaled));
    }
}
