package winnow.quantize;

import winnow.network.Ints;

/**
 * Reciprocals that replace an average pool's division: {@code round(2^scale / divisor)}, the largest of them below 2^17,
 * so that an 18-bit signed multiplier holds it. Divisors that are powers of two get exact reciprocals with few bits.
 *
 * @param values in the order of {@link winnow.network.IntegerLayer.AveragePool}
 */
record AverageReciprocals(Ints values, int scale) {
    private static final int BITS = 17;

    /**
     * @param divisors interior, last column, last row, last column of the last row; 1..2^20
     */
    static AverageReciprocals of(int... divisors) {
        int smallest = Integer.MAX_VALUE;
        for (int divisor : divisors) {
            smallest = Math.min(smallest, divisor);
        }
        int scale = BITS - 1 + (31 - Integer.numberOfLeadingZeros(smallest));
        int[] values = new int[divisors.length];
        int all = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) Math.rint(Math.scalb(1.0, scale) / divisors[i]);
            all |= values[i];
        }
        int spare = Math.min(scale, Integer.numberOfTrailingZeros(all));
        for (int i = 0; i < values.length; i++) {
            values[i] >>= spare;
        }
        return new AverageReciprocals(Ints.of(values), scale - spare);
    }
}
