package winnow.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.planner.NetworkSizes;

class LayerSizesTest {
    /** Two outputs of six inputs; weights at 1 and 10, the gap of eight bridged by two padding entries of an index of 2 bits. */
    private static FullyConnected layer() {
        SparseWeights weights = new SparseWeights(2, 6, 1, 1, Ints.of(1, 10), Ints.of(1, 2), 2);
        return new FullyConnected("full", "data", new Tensor("out", Shape.vector(2), new FixedPoint(8, 0, true)), weights,
                new Codebook(Ints.of(0, 5, -5, 7, 9), 6, 0, 0), Longs.of(1, 2), new Requantization(0, -128, 127));
    }

    @Test
    void countsCodesIndicesPaddingCodebookAndBiases() {
        LayerSizes sizes = sizes(77);
        assertEquals(32 * (12 + 2), sizes.floatBits());
        assertEquals(4 * (3 + 2) + 5 * 32 + 2 * 32, sizes.fixedFieldBits());
        assertEquals(77, sizes.storedBits());
    }

    /** Codes 1, 0, 0, 2: words of 1, 2 and 2 bits. Indices 1, 3, 3, 0: the same. Three different ones of each. */
    @Test
    void countsHuffmanCodesWithAndWithoutTheirTables() {
        LayerSizes sizes = sizes(0);
        assertEquals(6 + 6 + 7 * 32, sizes.huffmanBits());
        assertEquals(6 + 6 + 7 * 32 + 6 * 8, sizes.huffmanWithTablesBits());
    }

    @Test
    void aRatioIsAgainstFloats() {
        LayerSizes sizes = sizes(224);
        assertEquals(2.0, sizes.ratio(sizes.storedBits()));
        assertEquals(2.0, sizes.report().get("stored_ratio"));
    }

    @Test
    void thoseOfANetworkAreTheSumOfItsLayers() {
        for (long seed = 0; seed < 20; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            NetworkSizes sizes = NetworkSizes.of(network);
            LayerSizes total = sizes.total();
            assertEquals(sum(sizes, LayerSizes::floatBits), total.floatBits());
            assertEquals(sum(sizes, LayerSizes::fixedFieldBits), total.fixedFieldBits());
            assertEquals(sum(sizes, LayerSizes::huffmanBits), total.huffmanBits());
            assertEquals(sum(sizes, LayerSizes::huffmanWithTablesBits), total.huffmanWithTablesBits());
            assertEquals(sum(sizes, LayerSizes::storedBits), total.storedBits());
        }
    }

    private static long sum(NetworkSizes sizes, java.util.function.ToLongFunction<LayerSizes> bits) {
        return sizes.parts().stream().map(NetworkSizes.Part::sizes).mapToLong(bits).sum();
    }

    private static LayerSizes sizes(long storedBits) {
        return LayerSizes.of(layer(), WeightFacts.of(layer(), "packed", 0, storedBits));
    }
}
