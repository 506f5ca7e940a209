package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;

class WeightWidthsTest {
    /**
     * Two inputs, weights w and v, one bias: the sums that can occur at all, in any order, are few enough to try. The width
     * holds them all, and one bit less does not, unless one product needs it.
     */
    @ParameterizedTest
    @CsvSource({"1, 1, 0, 1, false", "7, -8, 5, 3, false", "7, 7, 100, 4, true", "-8, -8, -500, 4, true", "1, -1, 40000, 2, true",
        "-1, 0, 0, 4, false", "3, 5, -9, 4, false", "31, 31, 0, 8, false", "-32, -32, 0, 8, true", "31, -32, 1, 8, true"})
    void theAccumulatorIsWideEnoughAndNotWider(int first, int second, long bias, int bits, boolean signed) {
        FixedPoint input = new FixedPoint(bits, 0, signed);
        Codebook codebook = new Codebook(Ints.of(first, second), 6, 0, Codebook.NO_PADDING_CODE);
        IntegerLayer.FullyConnected layer = new IntegerLayer.FullyConnected("full", "data",
                new Tensor("scores", Shape.vector(1), new FixedPoint(16, 0, true)),
                new SparseWeights(1, 2, 1, 1, Ints.of(0, 1), Ints.of(0, 1), 8), codebook, Longs.of(bias), new Requantization(0, -9, 9));
        WeightWidths widths = WeightWidths.of(layer, input);
        long least = 0;
        long most = 0;
        for (int x : new int[] {input.minimum(), 0, input.maximum()}) {
            for (int y : new int[] {input.minimum(), 0, input.maximum()}) {
                for (long start : new long[] {0, bias}) {
                    least = Math.min(least, (long) first * x + (long) second * y + start);
                    most = Math.max(most, (long) first * x + (long) second * y + start);
                }
            }
        }
        assertTrue(fits(least, widths.accumulator()) && fits(most, widths.accumulator()), widths::toString);
        int product = widths.weight() + bits + (signed ? 0 : 1);
        if (widths.accumulator() > Math.max(2, product)) {
            assertTrue(!fits(least, widths.accumulator() - 1) || !fits(most, widths.accumulator() - 1), widths::toString);
        } else {
            assertEquals(Math.max(2, product), widths.accumulator());
        }
        assertTrue(fits(first, widths.weight()) && fits(second, widths.weight()), widths::toString);
        assertTrue(widths.weight() == 2 || !fits(first, widths.weight() - 1) || !fits(second, widths.weight() - 1), widths::toString);
    }

    private static boolean fits(long value, int bits) {
        return value >= -1L << bits - 1 && value <= (1L << bits - 1) - 1;
    }
}
