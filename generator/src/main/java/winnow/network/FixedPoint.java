package winnow.network;

/**
 * A fixed-point format with a dynamic binary point: value = integer x 2^-fractionBits.
 *
 * @param bits         width of the integer, 1..16
 * @param fractionBits place of the binary point, -64..64; may be negative or exceed {@code bits}
 * @param signed       two's complement if true
 */
public record FixedPoint(int bits, int fractionBits, boolean signed) {
    public static final int MAXIMUM_BITS = 16;

    public FixedPoint {
        if (bits < 1 || bits > MAXIMUM_BITS) {
            throw new IllegalArgumentException("an activation has 1.." + MAXIMUM_BITS + " bits, not " + bits);
        }
        if (fractionBits < -64 || fractionBits > 64) {
            throw new IllegalArgumentException("fraction bits lie in -64..64, not " + fractionBits);
        }
    }

    /** The least integer of the format. */
    public int minimum() {
        return signed ? -(1 << (bits - 1)) : 0;
    }

    /** The greatest integer of the format. */
    public int maximum() {
        return signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
    }

    /** The real value of one least significant bit. */
    public double step() {
        return Math.scalb(1.0, -fractionBits);
    }

    /** Such as {@code s8 x 2^-3}: signed, 8 bits, the least significant worth 1/8. */
    @Override
    public String toString() {
        return (signed ? "s" : "u") + bits + " x 2^" + -fractionBits;
    }
}
