package winnow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.network.AccumulatorRange;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;

class GoldenModelTest {
    private static final int NETWORKS = 3000;
    private static final int BRANCHED_NETWORKS = 1000;

    @Test
    void agreesWithTheDenseDefinitionOnRandomNetworks() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            requireAgreement(RandomNetworks.of(seed), seed);
        }
    }

    @Test
    void agreesWithTheDenseDefinitionOnNetworksWithBranches() {
        for (long seed = 0; seed < BRANCHED_NETWORKS; seed++) {
            requireAgreement(RandomNetworks.branched(seed), seed);
        }
    }

    /** What the planner counts on when it runs fully-connected layers on the engine of convolutions. */
    @Test
    void aFullyConnectedLayerIsAConvolutionOverTheWholeMap() {
        int layers = 0;
        for (long seed = 0; seed < 300; seed++) {
            IntegerNetwork network = RandomNetworks.flattened(seed);
            Map<String, Tensor> tensors = network.tensors();
            List<IntegerLayer> convolutions = network.layers().stream().map(layer -> layer instanceof FullyConnected full
                    ? full.asConvolution(tensors.get(full.input()).shape()).orElseThrow() : layer).toList();
            IntTensor image = RandomNetworks.image(network, seed);
            assertEquals(new GoldenModel(network).inferAll(image), new GoldenModel(new IntegerNetwork(
                    network.name(), network.input(), network.padding(), convolutions)).inferAll(image), "seed " + seed);
            layers += network.layers().stream().filter(layer -> layer instanceof FullyConnected).count();
        }
        assertTrue(layers > 500, layers + " layers");
    }

    private static void requireAgreement(IntegerNetwork network, long seed) {
        IntTensor image = RandomNetworks.image(network, seed);
        Map<String, IntTensor> expected = new DenseReference(network).inferAll(image);
        Map<String, IntTensor> actual = new GoldenModel(network).inferAll(image);
        assertEquals(expected.keySet(), actual.keySet(), "seed " + seed);
        for (String tensor : expected.keySet()) {
            assertEquals(expected.get(tensor), actual.get(tensor), "seed " + seed + ", tensor " + tensor);
        }
    }

    @Test
    void theBranchesMeetEveryCorner() {
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 0; seed < BRANCHED_NETWORKS; seed++) {
            IntegerNetwork network = RandomNetworks.branched(seed);
            Map<String, Long> readers = network.layers().stream().flatMap(layer -> layer.inputs().stream())
                    .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
            assertTrue(readers.values().stream().allMatch(count -> count <= 3), "seed " + seed + ": " + readers);
            count(met, "tensor that three read", readers.containsValue(3L));
            count(met, "image that several read", readers.get("data") > 1);
            for (IntegerLayer layer : network.layers()) {
                countJoin(met, network, layer, readers);
            }
        }
        assertEquals(12, met.size(), met.toString());
        assertTrue(met.values().stream().allMatch(times -> times > 20), met.toString());
    }

    private static void countJoin(Map<String, Integer> met, IntegerNetwork network, IntegerLayer layer, Map<String, Long> readers) {
        List<IntegerLayer> producers = network.layers().stream().filter(other -> layer.inputs().contains(other.output().name())).toList();
        boolean addition = layer instanceof IntegerLayer.Addition;
        if (!addition && !(layer instanceof IntegerLayer.Concatenation)) {
            count(met, "pool in a branch", layer.kind().endsWith("pool") && readers.get(layer.inputs().get(0)) > 1);
            return;
        }
        Stream<Integer> points = layer.inputs().stream().map(name -> network.tensors().get(name).format().fractionBits());
        count(met, layer.kind(), true);
        count(met, layer.kind() + " of three", layer.inputs().size() == 3);
        count(met, "sum of different binary points", addition && points.distinct().count() > 1);
        count(met, "sum of a tensor and itself", addition && layer.inputs().stream().distinct().count() < layer.inputs().size());
        count(met, "tensor joined as it is", layer.inputs().stream().anyMatch(name -> readers.get(name) > 1));
        count(met, "join of a join", producers.stream().anyMatch(other -> other.inputs().size() > 1));
        count(met, "siblings expanded", !addition && producers.size() > 1 && producers.stream().allMatch(other ->
                other instanceof IntegerLayer.Convolution && other.inputs().equals(producers.get(0).inputs())));
    }

    /** A random test that never meets a corner proves nothing about it. */
    @Test
    void theRandomNetworksMeetEveryCorner() {
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 0; seed < NETWORKS; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            for (IntegerLayer layer : network.layers()) {
                Tensor input = network.tensors().get(layer.inputs().get(0));
                count(met, layer.kind(), true);
                count(met, "signed", layer.output().format().signed());
                count(met, "16 bits", layer.output().format().bits() == 16);
                count(met, "one column", layer.output().shape().width() == 1);
                countWindow(met, layer, input.shape());
                countWeights(met, layer, input);
            }
        }
        assertEquals(19, met.size(), met.toString());
        assertTrue(met.values().stream().allMatch(times -> times > 20), met.toString());
    }

    private static void countWindow(Map<String, Integer> met, IntegerLayer layer, Shape input) {
        if (layer instanceof IntegerLayer.Convolution convolution) {
            Window window = convolution.window();
            count(met, "stride beyond the kernel", window.strideHeight() > window.kernelHeight());
            count(met, "even kernel", window.kernelHeight() % 2 == 0);
            count(met, "padding of the image", window.padTop() > 0 && layer.inputs().get(0).equals("data"));
            count(met, "padding of a map", window.padLeft() > 0 && !layer.inputs().get(0).equals("data"));
        } else if (layer instanceof IntegerLayer.MaximumPool pool) {
            Window window = pool.window();
            count(met, "clipped window",
                    (layer.output().shape().height() - 1) * window.strideHeight() - window.padTop() + window.kernelHeight() > input.height());
        }
    }

    private static void countWeights(Map<String, Integer> met, IntegerLayer layer, Tensor input) {
        layer.weighted().ifPresent(weighted -> {
            int[] starts = weighted.weights().outputStarts();
            count(met, "channel without weights", java.util.stream.IntStream.range(1, starts.length)
                    .anyMatch(output -> starts[output] == starts[output - 1]));
            count(met, "codebook of one", weighted.codebook().size() == 1);
            count(met, "left shift", weighted.requantization().shift() < 0);
            int bits = AccumulatorRange.of(weighted, input.format()).bits();
            count(met, "wide accumulator of a " + layer.kind(), bits > 32);
            count(met, "flattened map", layer instanceof IntegerLayer.FullyConnected && input.shape().height() > 1);
        });
    }

    private static void count(Map<String, Integer> met, String corner, boolean here) {
        if (here) {
            met.merge(corner, 1, Integer::sum);
        }
    }

    @Test
    void evaluatesManyImagesAsItDoesOne() {
        IntegerNetwork network = RandomNetworks.of(3);
        GoldenModel model = new GoldenModel(network);
        IntTensor[] outputs = new IntTensor[50];
        new Evaluator(model).evaluate(50, number -> RandomNetworks.image(network, number),
                (output, number) -> outputs[number] = output);
        for (int number = 0; number < 50; number++) {
            assertEquals(model.infer(RandomNetworks.image(network, number)), outputs[number], "image " + number);
        }
    }

    /** A few bytes of model can ask for any amount of memory. */
    @Test
    void refusesWhatDoesNotFitTheMemory() {
        FixedPoint format = new FixedPoint(8, 0, false);
        SparseWeights none = new SparseWeights(1, 600, 1, 1, Ints.of(), Ints.of(), 4);
        IntegerLayer layer = new IntegerLayer.Convolution("c", "data", new Tensor("out", new Shape(1, 2049, 2049), format),
                new Window(1, 1, 1, 1, 1024, 1024), none, new Codebook(Ints.of(1), 2, 0, -1), Longs.of(0),
                new Requantization(0, 0, 255));
        IntegerNetwork network = new IntegerNetwork("big", new Tensor("data", new Shape(600, 1, 1), format),
                Ints.of(new int[600]), List.of(layer));
        assertThrows(InvalidInputException.class, () -> new GoldenModel(network));
    }

    @Test
    void refusesAnImageOfAnotherShapeOrRange() {
        IntegerNetwork network = RandomNetworks.of(3);
        GoldenModel model = new GoldenModel(network);
        assertThrows(IllegalArgumentException.class, () -> model.infer(new IntTensor(new Shape(1, 1, 99), new int[99])));
        int[] values = new int[network.input().shape().size()];
        values[0] = network.input().format().maximum() + 1;
        assertThrows(IllegalArgumentException.class, () -> model.infer(new IntTensor(network.input().shape(), values)));
    }
}
