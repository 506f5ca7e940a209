package winnow.rtl;

import java.math.BigInteger;
import winnow.network.Ints;

/** Several numbers as one sized Verilog literal: a packed parameter. */
final class PackedLiteral {
    private PackedLiteral() {}

    /**
     * The literal, the first number in the low bits.
     *
     * @param width bits of each number; of a number that is longer, the low bits count
     */
    static String of(Ints values, int width) {
        BigInteger packed = BigInteger.ZERO;
        BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        for (int i = 0; i < values.length(); i++) {
            packed = packed.or(BigInteger.valueOf(values.get(i)).and(mask).shiftLeft(i * width));
        }
        return values.length() * width + "'h" + packed.toString(16);
    }
}
