package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.golden.GoldenModel;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.quantize.ChannelOrder;
import winnow.quantize.FloatModel;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;

class LowRankTest {
    private static final InputTransform MEAN_OF_100 = new InputTransform(ChannelOrder.RGB, List.of(100.0), 0.01);

    @Test
    void fullRankReproducesEveryLayer() {
        for (long seed = 0; seed < 80; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            Network network = random.chain();
            Map<String, Integer> ranks = new LinkedHashMap<>();
            network.layers().forEach(layer -> ranks.put(layer.name(), fullRank((Layer.Weighted) layer)));
            Network factorised = LowRank.factorised(network, ranks);
            assertEquals(2 * network.layers().size(), factorised.layers().size());
            assertSameOutputs(network, factorised, random.image(network.inputShape()), "seed " + seed);
        }
    }

    private static int fullRank(Layer.Weighted layer) {
        return Math.min(new WeightMatrix(layer).rows(), new WeightMatrix(layer).columns());
    }

    /** All tensors that both have, which are all of the first network's. */
    private static void assertSameOutputs(Network network, Network factorised, IntTensor image, String what) {
        Map<String, float[]> expected = new FloatModel(network, MEAN_OF_100).inferAll(image);
        Map<String, float[]> actual = new FloatModel(factorised, MEAN_OF_100).inferAll(image);
        expected.forEach((tensor, values) -> assertArrayEquals(
                values, actual.get(tensor), 1e-4f * greatest(values) + 1e-30f, what + ", tensor " + tensor));
    }

    private static float greatest(float[] values) {
        float greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }

    @Test
    void aLayerThatHasALowRankIsReproducedByFewerWeights() {
        for (long seed = 0; seed < 20; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            Shape input = new Shape(6, 8, 9);
            Layer.Weighted dense = random.convolution("conv", "data", input, 8, new Window(3, 4, 2, 1, 1, 2));
            int rank = random.within(1, LowRank.largestSavingRank(dense));
            Layer.Weighted lower = ofRank(dense, rank);
            Network network = new Network("n", "data", input, List.of(lower));
            Network factorised = LowRank.factorise(network, Map.of("conv", rank));
            assertEquals(rank, LowRank.rankForEnergy(lower, 1), "seed " + seed);
            assertSameOutputs(network, factorised, random.image(input), "seed " + seed);
            assertTrue(sizes(factorised) < sizes(network));
            assertEquals(LowRank.weights(lower, rank), sizes(factorised));
        }
    }

    /** The product of two random factors, the first rows x rank, the second rank x columns. */
    private static Layer.Weighted ofRank(Layer.Weighted layer, int rank) {
        RandomFloatNetworks random = new RandomFloatNetworks(rank);
        int height = layer.window().kernelHeight();
        int width = layer.window().kernelWidth();
        int inputs = layer.weights().inputs();
        int outputs = layer.weights().outputs();
        float[] first = random.gaussian(inputs * height * rank);
        float[] second = random.gaussian(rank * outputs * width);
        float[] product = new float[layer.weights().size()];
        for (int i = 0; i < product.length; i++) {
            int x = i % width;
            int row = i / width % (inputs * height);
            int output = i / width / height / inputs;
            for (int r = 0; r < rank; r++) {
                product[i] += first[row * rank + r] * second[(r * outputs + output) * width + x];
            }
        }
        return layer.with(FloatWeights.of(outputs, inputs, height, width, product), layer.bias());
    }

    private static long sizes(Network network) {
        return network.layers().stream().mapToLong(layer -> ((Layer.Weighted) layer).weights().size()).sum();
    }

    @Test
    void aRankSavesUpToTheLimitAndNotBeyond() {
        for (long seed = 0; seed < 50; seed++) {
            for (Layer layer : new RandomFloatNetworks(seed).chain().layers()) {
                Layer.Weighted weighted = (Layer.Weighted) layer;
                int limit = LowRank.largestSavingRank(weighted);
                assertTrue(limit == 0 || LowRank.weights(weighted, limit) < weighted.weights().size());
                assertTrue(LowRank.weights(weighted, limit + 1) >= weighted.weights().size());
            }
        }
    }

    @Test
    void theLimitsOfLeNet5() {
        RandomFloatNetworks random = new RandomFloatNetworks(1);
        // 20 x 5 rows and 50 x 5 columns, 25,000 weights
        Layer.Weighted conv2 = random.convolution("conv2", "pool1", new Shape(20, 12, 12), 50, Window.square(5, 1, 0));
        assertEquals(71, LowRank.largestSavingRank(conv2));
        assertEquals(350, LowRank.weights(conv2, 1));
        assertEquals(307, LowRank.largestSavingRank(random.fullyConnected("ip1", "pool2", 800, 500)));
        // 2 x 2 weights by rank 1 are 4 weights again
        assertEquals(0, LowRank.largestSavingRank(random.fullyConnected("ip", "pool", 2, 2)));
    }

    @Test
    void theEnergyIsThatOfTheWeightsAndTheRankTheLeastThatKeepsIt() {
        RandomFloatNetworks random = new RandomFloatNetworks(5);
        Layer.Weighted layer = random.fullyConnected("ip", "data", 30, 20);
        Network network = new Network("n", "data", Shape.vector(30), List.of(layer));
        for (double share : new double[] {0.01, 0.3, 0.8, 0.99, 1}) {
            int rank = LowRank.rankForEnergy(layer, share);
            assertTrue(keptShare(network, rank) >= share - 1e-6);
            assertTrue(rank == 1 || keptShare(network, rank - 1) < share);
        }
        assertEquals(20, LowRank.rankForEnergy(layer, 1));
        assertEquals(1, LowRank.rankForEnergy(layer, 1e-9));
    }

    /** 1 - |W - W_rank|^2 / |W|^2, W_rank multiplied out from the two layers. */
    private static double keptShare(Network network, int rank) {
        Layer.Weighted layer = (Layer.Weighted) network.layers().get(0);
        List<Layer> two = LowRank.factorised(network, Map.of("ip", rank)).layers();
        float[] down = ((Layer.Weighted) two.get(0)).denseWeights();
        float[] up = ((Layer.Weighted) two.get(1)).denseWeights();
        float[] weights = layer.denseWeights();
        int inputs = layer.weights().inputs();
        double lost = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            double product = 0;
            for (int r = 0; r < rank; r++) {
                product += (double) up[i / inputs * rank + r] * down[r * inputs + i % inputs];
            }
            lost += Math.pow(weights[i] - product, 2);
            all += Math.pow(weights[i], 2);
        }
        return 1 - lost / all;
    }

    @Test
    void bothFactorsHaveEqualEnergy() {
        RandomFloatNetworks random = new RandomFloatNetworks(6);
        Shape input = new Shape(4, 9, 9);
        Layer.Weighted layer = random.convolution("conv", "data", input, 10, Window.square(3, 1, 1));
        List<Layer> two = LowRank.factorise(new Network("n", "data", input, List.of(layer)), Map.of("conv", 5)).layers();
        assertEquals(energy(two.get(0)), energy(two.get(1)), 1e-3);
    }

    private static double energy(Layer layer) {
        double energy = 0;
        for (float weight : ((Layer.Weighted) layer).denseWeights()) {
            energy += (double) weight * weight;
        }
        return energy;
    }

    @Test
    void aRankOfZeroWeightsIsOneAndLeavesTheBiases() {
        Layer.Weighted random = new RandomFloatNetworks(8).fullyConnected("ip", "data", 9, 8);
        Layer.Weighted zeros = random.with(FloatWeights.of(8, 9, 1, 1, new float[72]), random.bias());
        Network network = new Network("n", "data", Shape.vector(9), List.of(zeros));
        assertEquals(1, LowRank.rankForEnergy(zeros, 1));
        Network factorised = LowRank.factorise(network, Map.of("ip", 1));
        float[] output = new FloatModel(factorised, InputTransform.NONE).infer(new IntTensor(Shape.vector(9), new int[9]));
        assertArrayEquals(random.bias().toArray(), output);
    }

    @Test
    void oneWeightIsFactorisedToo() {
        Layer.Weighted one = new RandomFloatNetworks(9).fullyConnected("ip", "data", 1, 1);
        Network network = new Network("n", "data", Shape.vector(1), List.of(one));
        assertEquals(0, LowRank.largestSavingRank(one));
        assertEquals(1, LowRank.rankForEnergy(one, 0.5));
        IntTensor image = new IntTensor(Shape.vector(1), new int[] {200});
        assertSameOutputs(network, LowRank.factorised(network, Map.of("ip", 1)), image, "one");
    }

    @Test
    void biasAndActivationFunctionGoToTheSecondLayer() {
        RandomFloatNetworks random = new RandomFloatNetworks(10);
        Shape input = new Shape(8, 9, 7);
        Layer.Weighted layer = random.convolution("conv", "data", input, 8, new Window(3, 2, 2, 3, 1, 0));
        List<Layer> two = LowRank.factorise(new Network("n", "data", input, List.of(layer)), Map.of("conv", 2)).layers();
        Layer.Weighted vertical = (Layer.Weighted) two.get(0);
        Layer.Weighted horizontal = (Layer.Weighted) two.get(1);
        assertEquals(new Window(3, 1, 2, 1, 1, 0), vertical.window());
        assertEquals(new Window(1, 2, 1, 3, 0, 0), horizontal.window());
        assertEquals(new Shape(2, 5, 7), vertical.outputShape());
        assertEquals(Floats.of(0, 0), vertical.bias());
        assertTrue(vertical.clamp().signed());
        assertEquals(layer.bias(), horizontal.bias());
        assertEquals(layer.clamp(), horizontal.clamp());
        assertEquals(layer.outputShape(), horizontal.outputShape());
    }

    @Test
    void newNamesAreReadableAndUnused() {
        RandomFloatNetworks random = new RandomFloatNetworks(11);
        Shape input = new Shape(8, 6, 6);
        Layer.Weighted first = random.convolution("conv_vertical", "data", input, 8, Window.square(3, 1, 1));
        Layer.Weighted second = random.convolution("conv", "conv_vertical", input, 8, Window.square(3, 1, 1));
        Layer.Weighted third = random.fullyConnected("ip", "conv", input.size(), 8);
        Network network = new Network("n", "data", input, List.of(first, second, third));
        List<Layer> layers = LowRank.factorise(network, Map.of("conv", 2, "ip", 3)).layers();
        assertEquals(List.of("conv_vertical", "conv_vertical_2", "conv_horizontal", "ip_down", "ip_up"),
                layers.stream().map(Layer::name).toList());
        assertEquals(List.of("conv_vertical", "conv_vertical_2", "conv", "ip_down", "ip"),
                layers.stream().map(Layer::output).toList());
        assertEquals(List.of("data", "conv_vertical", "conv_vertical_2", "conv", "ip_down"),
                layers.stream().map(layer -> layer.inputs().get(0)).toList());
    }

    @Test
    void namesAllProblemsAtOnce() {
        RandomFloatNetworks random = new RandomFloatNetworks(12);
        Layer.Weighted conv = random.convolution("conv", "data", new Shape(4, 8, 8), 4, Window.square(3, 1, 1));
        Layer pool = new Layer.Pool("pool", "conv", "pool", new Shape(4, 4, 4), false, Window.square(2, 2, 0));
        Layer.Weighted ip = random.fullyConnected("ip", "pool", 64, 1);
        Network network = new Network("n", "data", new Shape(4, 8, 8), List.of(conv, pool, ip));
        Map<String, Integer> ranks = Map.of("conv", 6, "pool", 1, "ip", 1, "missing", 3);
        assertEquals(List.of(
                "layer conv: rank 6: its two layers would have 144 weights, it has 144; give 1..5",
                "layer ip: rank 1: its two layers would have 65 weights, it has 64; "
                        + "no rank of this layer does, leave it as it is",
                "layer missing: the network has no layer of this name; with weights it has conv, ip",
                "layer pool: has no weights, hence no rank to lower; those that have are conv, ip"),
                assertThrows(InvalidInputException.class, () -> LowRank.factorise(network, ranks)).problems());
        assertEquals(List.of("layer conv: rank 0: a rank is at least 1, and must save weights; give 1..5"),
                assertThrows(InvalidInputException.class, () -> LowRank.factorise(network, Map.of("conv", 0))).problems());
    }

    @Test
    void refusesSharesThatCannotBe() {
        Layer.Weighted layer = new RandomFloatNetworks(13).fullyConnected("ip", "data", 3, 3);
        for (double share : new double[] {0, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> LowRank.rankForEnergy(layer, share));
        }
    }

    /**
     * In hardware the mean is no longer subtracted from the pixels but stands beyond the image, and nothing but 0 stands
     * beyond the map of the column's sums. Both are 0 less the mean: outputs at the border are as close as all others.
     */
    @Test
    void theMeanBeyondTheImageReachesTheHardwareRight() {
        for (long seed = 0; seed < 5; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            Shape input = new Shape(3, 9, 8);
            Network network = new Network("n", "data", input,
                    List.of(random.convolution("conv", "data", input, 8, new Window(4, 5, 1 + (int) seed % 2, 1, 3, 4))));
            InputTransform transform = new InputTransform(ChannelOrder.BGR, List.of(104.0, 117.0, 123.0), 1);
            List<IntTensor> images = List.of(random.image(input), random.image(input));
            Network factorised = withSharedWeights(
                    LowRank.factorised(network, Map.of("conv", fullRank((Layer.Weighted) network.layers().get(0)))));
            IntegerNetwork integers = Quantizer.quantize(factorised, transform, new CalibrationImages(List.of("a", "b"), images),
                    new QuantizationOptions(16, 16, Calibration.MAXIMUM)).network();
            for (IntTensor image : images) {
                float[] expected = new FloatModel(factorised, transform).infer(image);
                assertArrayEquals(expected, values(integers, image), 2e-4f * greatest(expected), "seed " + seed);
            }
        }
    }

    private static Network withSharedWeights(Network network) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            Layer.Weighted weighted = (Layer.Weighted) layer;
            float[] shared = Clustering.ofSize(weighted.denseWeights(), 256).dense();
            layers.add(weighted.with(FloatWeights.of(weighted.weights().outputs(), weighted.weights().inputs(),
                    weighted.window().kernelHeight(), weighted.window().kernelWidth(), shared), weighted.bias()));
        }
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    private static float[] values(IntegerNetwork network, IntTensor image) {
        int[] integers = new GoldenModel(network).infer(image).values();
        float[] values = new float[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (integers[i] * network.output().format().step());
        }
        return values;
    }

    @Test
    void theSameLayerGivesTheSameFactors() {
        List<Network> twice = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Network network = new RandomFloatNetworks(14).chain();
            twice.add(LowRank.factorised(network, Map.of("conv1", 1, "ip1", 1)));
        }
        assertEquals(twice.get(0), twice.get(1));
    }
}
