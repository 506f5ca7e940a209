package winnow.network;

/**
 * From the accumulator to the output's format: shift right by {@code shift} with round half up (add 2^(shift-1), then
 * shift arithmetically; a shift of 0 or less shifts left), then clamp to minimum..maximum. ReLU and ReLU6 are clamps.
 *
 * @param shift -32..62
 */
public record Requantization(int shift, int minimum, int maximum) {
    public Requantization {
        if (shift < -32 || shift > 62) {
            throw new IllegalArgumentException("a requantising shift lies in -32..62, not " + shift);
        }
        if (minimum > maximum) {
            throw new IllegalArgumentException("clamp of " + minimum + ".." + maximum + " is empty");
        }
    }

    /** Requantises one accumulator, exactly as the hardware does. */
    public int apply(long accumulator) {
        long shifted = shift > 0 ? (accumulator + (1L << (shift - 1))) >> shift : withinInt(accumulator) << -shift;
        return (int) Math.max(minimum, Math.min(maximum, shifted));
    }

    /** Shifting left by up to 32 then overflows no long, and what is beyond an int is beyond the clamp before and after. */
    private static long withinInt(long accumulator) {
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, accumulator));
    }
}
