package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import winnow.network.FloatWeights;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.quantize.CalibrationImages;
import winnow.quantize.FloatModel;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;

class ChannelGroupsTest {
    private static final Shape INPUT = new Shape(3, 8, 8);

    @Test
    void aSplitNetworkComputesTheSame() {
        for (long seed = 0; seed < 40; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            Network network = random.chain();
            Map<String, Integer> groups = new LinkedHashMap<>();
            for (Layer layer : network.layers()) {
                if (!((Layer.Weighted) layer).fullyConnected()) {
                    groups.put(layer.name(), random.within(1, layer.outputShape().channels()));
                }
            }
            assertSameTensors(network, ChannelGroups.split(network, groups), random.image(network.inputShape()));
        }
    }

    /** Bit for bit, for every sum has the same terms in the same order. */
    private static void assertSameTensors(Network network, Network split, IntTensor image) {
        Map<String, float[]> expected = new FloatModel(network, InputTransform.NONE).inferAll(image);
        Map<String, float[]> actual = new FloatModel(split, InputTransform.NONE).inferAll(image);
        expected.forEach((tensor, values) -> assertArrayEquals(values, actual.get(tensor), "tensor " + tensor));
    }

    @Test
    void groupsAreConsecutiveAndAsEqualAsPossible() {
        Layer.Weighted conv = convolution("conv", "data", INPUT, 8);
        List<Layer> layers = ChannelGroups.split(new Network("n", "data", INPUT, List.of(conv)), Map.of("conv", 3)).layers();
        assertEquals(List.of("conv_group1", "conv_group2", "conv_group3", "conv"), layers.stream().map(Layer::name).toList());
        assertEquals(List.of(3, 3, 2, 8), layers.stream().map(layer -> layer.outputShape().channels()).toList());
        List<String> parts = List.of("conv_group1", "conv_group2", "conv_group3");
        assertEquals(new Layer.Concatenation("conv", parts, "conv", conv.outputShape()), layers.get(3));
        int next = 0;
        for (Layer layer : layers.subList(0, 3)) {
            Layer.Weighted part = (Layer.Weighted) layer;
            for (int i = 0; i < part.weights().size(); i++) {
                assertEquals(conv.denseWeights()[next++], part.denseWeights()[i]);
            }
            assertEquals(conv.window(), part.window());
            assertEquals(conv.clamp(), part.clamp());
        }
    }

    @Test
    void eachGroupsCodebookHasItsOwnWeightsOnly() {
        Layer.Weighted conv = convolution("conv", "data", INPUT, 4);
        Network split = ChannelGroups.split(new Network("n", "data", INPUT, List.of(conv)), Map.of("conv", 2));
        for (Layer layer : split.layers().subList(0, 2)) {
            Layer.Weighted part = (Layer.Weighted) layer;
            TreeSet<Float> weights = new TreeSet<>();
            for (float weight : part.denseWeights()) {
                weights.add(weight);
            }
            assertEquals(weights.size(), part.codebook().length());
        }
    }

    @Test
    void newNamesAreUnused() {
        Layer.Weighted first = convolution("conv_group2", "data", INPUT, 3);
        Layer.Weighted second = convolution("conv", "conv_group2", INPUT, 4);
        Network split = ChannelGroups.split(new Network("n", "data", INPUT, List.of(first, second)), Map.of("conv", 2));
        assertEquals(List.of("conv_group2", "conv_group1", "conv_group2_2", "conv"),
                split.layers().stream().map(Layer::name).toList());
        assertEquals(List.of("conv_group1", "conv_group2_2"), split.layers().get(3).inputs());
    }

    @Test
    void partsOfWhatAConcatenationJoinsGoThereDirectly() {
        Network split = ChannelGroups.split(joined(), Map.of("b", 2, "c", 3));
        assertEquals(List.of("a", "b_group1", "b_group2", "c_group1", "c_group2", "c_group3", "d", "e"),
                split.layers().stream().map(Layer::name).toList());
        assertEquals(List.of("b_group1", "b_group2", "c_group1", "c_group2", "c_group3"), split.layers().get(6).inputs());
        IntTensor image = new RandomFloatNetworks(3).image(INPUT);
        assertArrayEquals(new FloatModel(joined(), InputTransform.NONE).infer(image),
                new FloatModel(split, InputTransform.NONE).infer(image));
    }

    @Test
    void whatTwoLayersReadIsStillWritten() {
        Network network = joined();
        Network split = ChannelGroups.split(network, Map.of("a", 3));
        assertEquals(List.of("a_group1", "a_group2", "a_group3", "a", "b", "c", "d", "e"),
                split.layers().stream().map(Layer::name).toList());
        Layer twice = new Layer.Concatenation("e", List.of("a", "a"), "e", new Shape(10, 8, 8));
        Network doubled = new Network("n", "data", INPUT, List.of(convolution("a", "data", INPUT, 5), twice));
        IntTensor image = new RandomFloatNetworks(4).image(INPUT);
        assertSameTensors(network, split, image);
        assertSameTensors(doubled, ChannelGroups.split(doubled, Map.of("a", 2)), image);
    }

    @Test
    void whatAConcatenationAndAnotherLayerReadIsStillWritten() {
        List<Layer> layers = new ArrayList<>(joined().layers());
        layers.add(convolution("f", "b", new Shape(4, 8, 8), 2));
        layers.add(new Layer.Concatenation("g", List.of("f", "e"), "g", new Shape(6, 8, 8)));
        Network network = new Network("n", "data", INPUT, layers);
        assertSameTensors(network, ChannelGroups.split(network, Map.of("b", 2)), new RandomFloatNetworks(8).image(INPUT));
    }

    /** A fire module: a, then b and c of it, joined as d, and e of that. */
    private static Network joined() {
        Shape map = new Shape(5, 8, 8);
        return new Network("joined", "data", INPUT, List.of(convolution("a", "data", INPUT, 5), convolution("b", "a", map, 4),
                convolution("c", "a", map, 6), new Layer.Concatenation("d", List.of("b", "c"), "d", new Shape(10, 8, 8)),
                convolution("e", "d", new Shape(10, 8, 8), 4)));
    }

    private static Layer.Weighted convolution(String name, String input, Shape from, int outputs) {
        return new RandomFloatNetworks(name.hashCode()).convolution(name, input, from, outputs, Window.square(3, 1, 1));
    }

    @Test
    void theGeneratorRunsTheGroupsAsOneEngine() {
        Network split = ChannelGroups.split(withCoarseWeights(joined()), Map.of("a", 2, "b", 2, "c", 3, "e", 4));
        List<IntTensor> images = List.of(new RandomFloatNetworks(5).image(INPUT));
        IntegerNetwork integers = Quantizer.quantize(split, InputTransform.NONE, new CalibrationImages(List.of("a"), images),
                QuantizationOptions.DEFAULT).network();
        Plan plan = Planner.plan(integers, 12);
        assertEquals(List.of("a", "d", "e"), plan.engines().stream().map(engine -> engine.operation().name()).toList());
        assertEquals(List.of(2, 5, 4), plan.engines().stream().map(engine -> engine.operation().layers().size()).toList());
        assertTrue(plan.usedLanes() >= 3);
    }

    /** Codebooks that the quantiser takes. */
    private static Network withCoarseWeights(Network network) {
        RandomFloatNetworks random = new RandomFloatNetworks(6);
        List<Layer> layers = network.layers().stream().map(layer -> layer instanceof Layer.Weighted weighted
                ? weighted.with(FloatWeights.of(weighted.weights().outputs(), weighted.weights().inputs(), 3, 3,
                        random.coarse(weighted.weights().size())), weighted.bias())
                : layer).toList();
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    @Test
    void namesAllProblemsAtOnce() {
        Layer.Weighted full = new RandomFloatNetworks(7).fullyConnected("ip", "d", 640, 4);
        List<Layer> layers = new ArrayList<>(joined().layers().subList(0, 4));
        layers.add(full);
        Network network = new Network("n", "data", INPUT, layers);
        Map<String, Integer> groups = Map.of("a", 6, "b", 0, "d", 2, "ip", 2, "missing", 1, "c", 1);
        assertEquals(List.of(
                "layer a: 6 groups of 5 output channels; give 1..5",
                "layer b: 0 groups of 4 output channels; give 1..4",
                "layer d: has no weights, hence no groups of channels with codebooks of their own; "
                        + "those that have are a, b, c, ip",
                "layer ip: is fully-connected; only convolutions can be split into groups of channels",
                "layer missing: the network has no layer of this name; with weights it has a, b, c, ip"),
                assertThrows(InvalidInputException.class, () -> ChannelGroups.split(network, groups)).problems());
    }

    @Test
    void oneGroupIsTheLayerAsItIs() {
        assertEquals(joined(), ChannelGroups.split(joined(), Map.of("a", 1, "b", 1)));
    }
}
