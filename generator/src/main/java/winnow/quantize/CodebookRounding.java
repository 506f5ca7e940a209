package winnow.quantize;

import winnow.network.Codebook;
import winnow.network.Ints;

/**
 * Rounds a float codebook to integers. The binary point is the one with the least squared error over all weights, each
 * code counted as often as it is used: clipping one rare outlier may be worth a bit for all others.
 */
final class CodebookRounding {
    private static final int FINER = 4;

    private final double[] values;
    private final long[] uses;
    private final int bits;

    /**
     * @param values what each code is worth
     * @param uses   how many weights have each code
     * @param bits   greatest width of an integer, 2..16
     */
    CodebookRounding(double[] values, long[] uses, int bits) {
        this.values = values;
        this.uses = uses;
        this.bits = bits;
    }

    /** The integers, no wider than they need to be; among equally good binary points the coarsest. */
    Codebook codebook(int paddingCode) {
        double greatest = 0;
        for (int code = 0; code < values.length; code++) {
            greatest = uses[code] > 0 ? Math.max(greatest, Math.abs(values[code])) : greatest;
        }
        int fractionBits = greatest == 0 ? bits : best(bits - 2 - Math.getExponent(greatest));
        int[] integers = new int[values.length];
        int width = 2;
        for (int code = 0; code < integers.length; code++) {
            integers[code] = uses[code] > 0 ? rounded(values[code], fractionBits) : 0;
            int magnitude = integers[code] < 0 ? -1 - integers[code] : integers[code];
            width = Math.max(width, 33 - Integer.numberOfLeadingZeros(magnitude));
        }
        return new Codebook(Ints.of(integers), width, fractionBits, paddingCode);
    }

    private int best(int unclipped) {
        int best = unclipped - bits;
        double least = Double.POSITIVE_INFINITY;
        for (int fractionBits = unclipped - bits; fractionBits <= unclipped + FINER; fractionBits++) {
            double error = squaredError(fractionBits);
            if (error < least) {
                least = error;
                best = fractionBits;
            }
        }
        return best;
    }

    private double squaredError(int fractionBits) {
        double error = 0;
        for (int code = 0; code < values.length; code++) {
            double difference = values[code] - Math.scalb((double) rounded(values[code], fractionBits), -fractionBits);
            error += uses[code] * difference * difference;
        }
        return error;
    }

    private int rounded(double value, int fractionBits) {
        double limit = 1 << (bits - 1);
        return (int) Math.max(-limit, Math.min(limit - 1, Math.rint(Math.scalb(value, fractionBits))));
    }
}
