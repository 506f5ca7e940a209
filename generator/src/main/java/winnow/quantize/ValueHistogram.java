package winnow.quantize;

import winnow.network.FixedPoint;

/**
 * What values a tensor takes, in bins of 1/64 octave: enough to say how much error a fixed-point format makes with them,
 * the clipping exactly, the rounding closely.
 */
final class ValueHistogram {
    /** A float's sign, exponent and the first 6 bits of its mantissa. */
    private static final int DROPPED_BITS = 17;
    private static final double BINS_PER_OCTAVE = 64;

    private final long[] counts = new long[1 << (32 - DROPPED_BITS)];
    private final double[] sums = new double[counts.length];
    private final double[] squares = new double[counts.length];
    private double least;
    private double greatest;

    void add(float[] values) {
        for (float value : values) {
            int bin = Float.floatToRawIntBits(value) >>> DROPPED_BITS;
            counts[bin]++;
            sums[bin] += value;
            squares[bin] += (double) value * value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
    }

    /** Whether no value but 0 was seen. */
    boolean isZero() {
        return least == 0 && greatest == 0;
    }

    /** The greatest number of fraction bits at which a format of this width and sign clips no value. */
    int unclippedFractionBits(int bits, boolean signed) {
        int fractionBits = bits - Math.getExponent(Math.max(-least, greatest)) + 1;
        while (clips(new FixedPoint(bits, fractionBits, signed))) {
            fractionBits--;
        }
        return fractionBits;
    }

    private boolean clips(FixedPoint format) {
        return Math.rint(greatest / format.step()) > format.maximum() || Math.rint(least / format.step()) < format.minimum();
    }

    /** The sum over all values of the squared difference to what the format makes of them. */
    double squaredError(FixedPoint format) {
        double step = format.step();
        double error = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                double mean = sums[bin] / counts[bin];
                double nearest = Math.max(format.minimum(), Math.min(format.maximum(), Math.rint(mean / step))) * step;
                boolean clipped = Math.abs(mean - nearest) > step / 2;
                boolean wide = Math.abs(mean) / BINS_PER_OCTAVE > step;
                error += wide && !clipped
                        ? counts[bin] * step * step / 12
                        : Math.max(0, squares[bin] - 2 * nearest * sums[bin] + counts[bin] * nearest * nearest);
            }
        }
        return error;
    }
}
