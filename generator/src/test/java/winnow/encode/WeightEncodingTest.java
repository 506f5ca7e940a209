package winnow.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.network.Codebook;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.RandomNetworks;
import winnow.network.SparseWeights;

class WeightEncodingTest {
    private static final Codebook PADDED = new Codebook(Ints.of(0, 1, 2, 3), 4, 0, 0);
    private static final Codebook UNPADDED = new Codebook(Ints.of(4, 1, 2, 3), 4, 0, Codebook.NO_PADDING_CODE);

    @Test
    void countsWhatIsStored() {
        SparseWeights weights = weights(2, 8, 3, 5, 15);
        assertEquals(16 * 2, new WeightEncoding.Dense().bits(weights, PADDED));
        assertEquals(16 + 3 * 2, new WeightEncoding.Bitmask().bits(weights, PADDED));
        assertEquals(3 * (2 + 3), new WeightEncoding.Relative(3).bits(weights, PADDED));
        // Gaps of 3, 1 and, the run restarting, 7: one bit says 0 or 1, so padding takes two zeros at a time
        assertEquals(3 + 4, new WeightEncoding.Relative(1).entries(weights));
        assertEquals(7 * (2 + 1), new WeightEncoding.Relative(1).bits(weights, PADDED));
    }

    @Test
    void relativeEntriesAreThoseOfAnActualWalk() {
        for (long seed = 0; seed < 200; seed++) {
            for (IntegerLayer layer : RandomNetworks.of(seed).layers()) {
                layer.weighted().ifPresent(weighted -> {
                    for (int bits = 1; bits <= 8; bits++) {
                        assertEquals(walked(weighted.weights(), bits), new WeightEncoding.Relative(bits).entries(weighted.weights()));
                    }
                });
            }
        }
    }

    /** Counts zero by zero, as a decoder would meet them. */
    private static long walked(SparseWeights weights, int bits) {
        int[] stored = weights.positions().toArray();
        long entries = 0;
        int next = 0;
        for (int output = 0; output < weights.outputs(); output++) {
            int zeros = 0;
            int padding = 0;
            for (int i = output * weights.perOutput(); i < (output + 1) * weights.perOutput(); i++) {
                if (next < stored.length && stored[next] == i) {
                    entries += padding + 1;
                    next++;
                    zeros = 0;
                    padding = 0;
                } else if (++zeros == 1 << bits) {
                    padding++;
                    zeros = 0;
                }
            }
        }
        return entries;
    }

    @Test
    void storesNoZerosWithoutAPaddingCode() {
        SparseWeights weights = weights(1, 8, 0, 1, 7);
        assertFalse(new WeightEncoding.Dense().isPossible(weights, UNPADDED));
        assertFalse(new WeightEncoding.Relative(2).isPossible(weights, UNPADDED));
        assertTrue(new WeightEncoding.Relative(3).isPossible(weights, UNPADDED));
        assertTrue(new WeightEncoding.Dense().isPossible(weights(1, 2, 0, 1), UNPADDED));
    }

    @Test
    void prefersDenseThenFewIndexBitsOnTies() {
        // Two codes of 2 bits and nothing pruned: relative 1 takes 2 x 3, the mask 2 + 2 x 2, dense 2 x 2
        assertEquals(new WeightEncoding.Dense(), WeightEncoding.smallest(weights(1, 2, 0, 1), PADDED));
        // Three weights of a channel of 6 whose gaps fit one bit: 3 x 3 = 9 bits; dense and mask take 12
        assertEquals(new WeightEncoding.Relative(1), WeightEncoding.smallest(weights(1, 6, 1, 3, 5), PADDED));
        // No weights: relative takes nothing whatever the width
        assertEquals(new WeightEncoding.Relative(1), WeightEncoding.smallest(weights(1, 6), PADDED));
        // 12 bits each: dense 6 x 2, relative 1 with a padding entry 4 x 3, mask 6 + 3 x 2
        assertEquals(new WeightEncoding.Dense(), WeightEncoding.smallest(weights(1, 6, 2, 3, 4), PADDED));
    }

    @Test
    void transposesIntoColumns() {
        SparseWeights columns = ColumnMajor.of(weights(2, 3, 0, 2, 3, 4));
        assertEquals(Ints.of(0, 1, 3, 4), columns.positions());
        assertEquals(Ints.of(1, 3, 1, 2), columns.codes());
        assertEquals(3, columns.outputs());
        for (long seed = 0; seed < 100; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            network.layers().stream().filter(layer -> layer instanceof IntegerLayer.FullyConnected)
                    .map(layer -> layer.weighted().orElseThrow().weights())
                    .forEach(weights -> assertEquals(weights, ColumnMajor.of(ColumnMajor.of(weights))));
        }
    }

    @Test
    void huffmanCodesAreOptimal() {
        assertEquals(0, HuffmanSize.bits(Ints.of()));
        assertEquals(3, HuffmanSize.bits(Ints.of(5, 5, 5)));
        // Frequencies 4, 2, 1, 1: lengths 1, 2, 3, 3
        assertEquals(4 + 2 * 2 + 3 + 3, HuffmanSize.bits(Ints.of(0, 0, 0, 0, 1, 1, 2, 3)));
    }

    /** Codes 1, 2, 3, 1, 2, ... at the given positions. */
    private static SparseWeights weights(int outputs, int inputs, int... positions) {
        int[] codes = IntStream.range(0, positions.length).map(i -> i % 3 + 1).toArray();
        return new SparseWeights(outputs, inputs, 1, 1, Ints.of(positions), Ints.of(codes), 4);
    }
}
