package winnow.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.golden.GoldenModel;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;

class InputDensitiesTest {
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);
    private static final Shape PIXELS = new Shape(1, 2, 2);
    private static final IntegerNetwork NETWORK = network();

    /**
     * Two layers read four pixels a, b, c, d; "first" gives 2a - b and b, "twin" gives b - c and c, at least 0; "last" reads
     * these four.
     */
    private static IntegerNetwork network() {
        // the codes of 2, -1 and 1 are 1, 2 and 3
        FullyConnected first = layer("first", "data", 2, Ints.of(0, 1, 5), Ints.of(1, 2, 3));
        FullyConnected twin = layer("twin", "data", 2, Ints.of(1, 2, 6), Ints.of(3, 2, 3));
        IntegerLayer both = new IntegerLayer.Concatenation("both", List.of("first", "twin"), new Tensor("both", Shape.vector(4), BYTE));
        FullyConnected last = layer("last", "both", 3, Ints.of(0), Ints.of(1));
        return new IntegerNetwork("four", new Tensor("data", PIXELS, BYTE), Ints.of(0), List.of(first, twin, both, last));
    }

    private static FullyConnected layer(String name, String input, int outputs, Ints positions, Ints codes) {
        return new FullyConnected(name, input, new Tensor(name, Shape.vector(outputs), BYTE),
                new SparseWeights(outputs, 4, 1, 1, positions, codes, 4), new Codebook(Ints.of(0, 2, -1, 1), 3, 0, 0),
                Longs.of(new long[outputs]), new Requantization(0, 0, 255));
    }

    /** Of 16 images: a is 1 in the first, b in the first 3, c is 7 in all, d never. */
    private static IntTensor image(int number) {
        return new IntTensor(PIXELS, new int[] {number < 1 ? 1 : 0, number < 3 ? 1 : 0, 7, 0});
    }

    private static Ints density(IntegerNetwork network, int layer) {
        return network.layers().get(layer).weighted().orElseThrow().inputDensity();
    }

    @Test
    void countsActivationsThatAreNotZeroAndRoundsHalfUp() {
        IntegerNetwork measured = InputDensities.measured(NETWORK, 16, InputDensitiesTest::image);
        // 1, 3, 16 and 0 of 16: 62.5, 187.5, 1000 and 0 per thousand
        assertEquals(Ints.of(63, 188, 1000, 0), density(measured, 0));
        assertEquals(density(measured, 0), density(measured, 1));
        // 2a - b is 1 in the first image and then -1 or 0; b - c is below 0
        assertEquals(Ints.of(63, 188, 0, 1000), density(measured, 3));
    }

    @Test
    void changesNothingElseAndForgetsWhatWasMeasuredBefore() {
        IntegerNetwork before = InputDensities.measured(NETWORK, 16, InputDensitiesTest::image);
        IntegerNetwork after = InputDensities.measured(before, 3, InputDensitiesTest::image);
        assertEquals(Ints.of(333, 1000, 1000, 0), density(after, 0));
        IntegerNetwork bare = after;
        for (int layer : new int[] {0, 1, 3}) {
            bare = TinyNetworks.with(bare, layer, full -> ((FullyConnected) full).withInputDensity(Ints.of()));
        }
        assertEquals(NETWORK, bare);
    }

    @Test
    void countsWhatTheGoldenModelComputes() {
        int layers = 0;
        for (long seed = 0; seed < 60; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            IntegerNetwork measured = InputDensities.measured(network, 10, number -> RandomNetworks.image(network, number));
            for (int i = 0; i < network.layers().size(); i++) {
                if (measured.layers().get(i) instanceof FullyConnected full) {
                    layers++;
                    int[] expected = new int[full.weights().perOutput()];
                    for (int number = 0; number < 10; number++) {
                        int[] values = new GoldenModel(network).inferAll(RandomNetworks.image(network, number)).get(full.input()).values();
                        IntStream.range(0, values.length).filter(input -> values[input] != 0).forEach(input -> expected[input] += 100);
                    }
                    assertEquals(Ints.of(expected), full.inputDensity(), "seed " + seed + ", layer " + full.name());
                }
            }
        }
        assertTrue(layers > 5, layers + " fully-connected layers");
    }

    @Test
    void takesABoundedNumberOfCalibrationImagesEvenly() {
        int most = InputDensities.MOST_CALIBRATION_IMAGES;
        // pixel a tells the halves apart, b the even images, which are those taken of twice as many
        List<IntTensor> images = IntStream.range(0, 2 * most)
                .mapToObj(i -> new IntTensor(PIXELS, new int[] {i < most ? 0 : 9, i % 2 == 0 ? 3 : 0, i % 2 == 0 ? 0 : 3, 1})).toList();
        assertEquals(Ints.of(500, 1000, 0, 1000), density(InputDensities.measured(NETWORK, calibration(images)), 0));
        assertEquals(Ints.of(0, 500, 500, 1000), density(InputDensities.measured(NETWORK, calibration(images.subList(0, most))), 0));
    }

    private static CalibrationImages calibration(List<IntTensor> images) {
        return new CalibrationImages(images.stream().map(image -> "image").toList(), images);
    }

    @Test
    void doesNotRunANetworkWithoutFullyConnectedLayers() {
        IntegerNetwork colours = TinyNetworks.colours();
        assertSame(colours, InputDensities.measured(colours, 1, number -> {
            throw new AssertionError("image " + number + " was asked for");
        }));
    }
}
