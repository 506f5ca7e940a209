package winnow.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.Ints;
import winnow.network.SparseWeights;

class PackedWeightsTest {
    /** Every kind of layer: dense, sparse, nearly empty, one code or 256, gaps of thousands, several ranges. */
    @Test
    void decodedWeightsAreTheWeights() {
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            List<SparseWeights> ranges = new ArrayList<>();
            for (int range = random.nextInt(3); range >= 0; range--) {
                ranges.add(randomWeights(random));
            }
            assertDecodes(ranges, PackedWeights.of(ranges));
        }
    }

    @Test
    void onlyGapZeroAndOneCodeTakeNoBits() {
        PackedWeights packed = packed(weights(2, 3, new int[] {0, 1, 2, 3}, new int[] {5, 5, 5, 5}));
        assertEquals(0, packed.ranges().get(0).longest());
        assertEquals(Ints.of(1, 1), packed.words());
        assertEquals(Ints.of(3, 1), packed.entries());
        assertEquals(Ints.of(5), packed.ranges().get(0).codes());
    }

    @Test
    void aLayerWithoutWeightsHasNoWords() {
        PackedWeights packed = packed(weights(3, 4, new int[0], new int[0]));
        assertEquals(0, packed.bits());
        assertEquals(Ints.of(0, 0, 0), packed.entries());
        assertEquals(1, packed.ranges().get(0).classes().size());
    }

    @Test
    void frequentCodesComeFirst() {
        PackedWeights packed = packed(weights(1, 8, new int[] {0, 1, 2, 3, 4, 5}, new int[] {9, 2, 7, 7, 2, 7}));
        assertEquals(Ints.of(7, 2, 9), packed.ranges().get(0).codes());
    }

    @Test
    void nothingIsPaddedWithZeros() {
        PackedWeights packed = packed(weights(1, 5000, new int[] {0, 1, 4900}, new int[] {1, 1, 1}));
        assertEquals(Ints.of(3), packed.entries());
        assertTrue(packed.bits() <= 32, packed.bits() + " bits");
    }

    /** Weights that the limit of 6 bits matters to: the least word of an unlimited code would have 15. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void prefixesAreLimitedCompleteAndPrefixFree(int limit) {
        long[] frequencies = IntStream.range(0, 16).mapToLong(symbol -> 1L << symbol).toArray();
        int[] lengths = PrefixCode.lengths(frequencies, limit);
        int[] words = PrefixCode.words(lengths);
        assertTrue(Arrays.stream(lengths).max().getAsInt() <= limit);
        int[] owners = new int[1 << limit];
        for (int symbol = 0; symbol < 16; symbol++) {
            for (int row = 0; row < owners.length; row++) {
                owners[row] += (row & (1 << lengths[symbol]) - 1) == words[symbol] ? 1 : 0;
            }
        }
        assertTrue(Arrays.stream(owners).allMatch(count -> count == 1), Arrays.toString(owners));
    }

    @Test
    void unlimitedPrefixesAreHuffmans() {
        long[] frequencies = {0, 4, 2, 1, 1, 0};
        assertEquals(List.of(0, 1, 2, 3, 3, 0), Arrays.stream(PrefixCode.lengths(frequencies, 6)).boxed().toList());
        assertEquals(List.of(0, 0, 0), Arrays.stream(PrefixCode.lengths(new long[] {0, 7, 0}, 6)).boxed().toList());
    }

    private static PackedWeights packed(SparseWeights weights) {
        return PackedWeights.of(List.of(weights));
    }

    private static SparseWeights weights(int outputs, int inputs, int[] positions, int[] codes) {
        return new SparseWeights(outputs, inputs, 1, 1, Ints.of(positions), Ints.of(codes), 4);
    }

    private static SparseWeights randomWeights(Random random) {
        int outputs = 1 + random.nextInt(20);
        int inputs = random.nextInt(4) == 0 ? 1 + random.nextInt(9000) : 1 + random.nextInt(100);
        int codes = List.of(1, 2, 7, 16, 256).get(random.nextInt(5));
        double density = List.of(0.0, 0.001, 0.05, 0.3, 0.9, 1.0).get(random.nextInt(6));
        int[] positions = IntStream.range(0, outputs * inputs).filter(i -> random.nextDouble() < density).toArray();
        int[] values = Arrays.stream(positions).map(i -> (int) (codes * Math.pow(random.nextDouble(), 3))).toArray();
        return weights(outputs, inputs, positions, values);
    }

    private static void assertDecodes(List<SparseWeights> weights, PackedWeights packed) {
        int channel = 0;
        for (int range = 0; range < weights.size(); range++) {
            SparseWeights expected = weights.get(range);
            Ints codes = packed.ranges().get(range).codes();
            List<Integer> readPositions = new ArrayList<>();
            List<Integer> readCodes = new ArrayList<>();
            for (int output = 0; output < expected.outputs(); output++, channel++) {
                int next = output * expected.perOutput();
                for (PackedReader.Entry entry : PackedReader.channel(packed, range, channel)) {
                    readPositions.add(next + entry.gap());
                    readCodes.add(codes.get(entry.rank()));
                    next += entry.gap() + 1;
                }
                assertTrue(packed.words().get(channel) <= packed.entries().get(channel), "more words than entries");
            }
            assertEquals(expected.positions().stream().boxed().toList(), readPositions);
            assertEquals(expected.codes().stream().boxed().toList(), readCodes);
        }
        assertEquals(packed.words().stream().sum(), packed.contents().length());
    }
}
