package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Perceptrons;
import winnow.network.RandomNetworks;
import winnow.network.Window;

class FullyConnectedChoicesTest {
    private static final IntegerNetwork SPARSE = Perceptrons.of(1, new double[] {0.02}, 300, 100);

    @Test
    void fewLanesTakePackedWeightsAndManyProcessingElements() {
        Plan small = Planner.plan(SPARSE, 1);
        ConvolutionPlan packed = assertInstanceOf(ConvolutionPlan.class, small.engines().get(0));
        assertEquals(1, packed.lanes());
        assertEquals("fully-connected", packed.operation().kind());
        Plan large = Planner.plan(SPARSE, 20);
        FullyConnectedPlan elements = assertInstanceOf(FullyConnectedPlan.class, large.engines().get(0));
        assertTrue(elements.lanes() > 1 && large.cycles() < small.cycles(), large.toJson()::toString);
    }

    /** One processing element would be slower and have a pointer for each of 300 columns. */
    @Test
    void aTargetThatBothKindsKeepIsKeptWithTheLeastMemory() {
        long target = 20_000;
        ConvolutionPlan packed = assertInstanceOf(
                ConvolutionPlan.class, Planner.plan(SPARSE, PlanOptions.target(target)).engines().get(0));
        FullyConnectedPlan element = FullyConnectedPlan.of(
                Operation.of(SPARSE.layers().get(0), List.of(SPARSE.input())), packed.input(), 1, 1, 1);
        assertTrue(element.cycles() <= target && packed.cycles() <= target);
        assertTrue(packed.memoryBits() < element.memoryBits(), packed.memoryBits() + " and " + element.memoryBits());
    }

    /** Few outputs: a buffer for all inputs would have more bits than the pointers of their columns. */
    @Test
    void thereAreLayersThatAreSmallerOnOneProcessingElement() {
        IntegerNetwork few = Perceptrons.of(2, new double[] {1}, 100, 2);
        assertInstanceOf(FullyConnectedPlan.class, Planner.plan(few, PlanOptions.target(1000)).engines().get(0));
    }

    @Test
    void aMapLargerThanAnyKernelIsLeftToProcessingElements() {
        IntegerNetwork wide = Perceptrons.of(1, new double[] {0.02}, Window.MAXIMUM_KERNEL + 1, 100);
        assertInstanceOf(FullyConnectedPlan.class, Planner.plan(wide, 1).engines().get(0));
        assertTrue(StoredTables.facts(wide, wide.layers().get(0).weighted().orElseThrow()).encoding().startsWith("paired"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void factsAreThoseOfTheSmallerOfTheTwoEngines(long seed) {
        IntegerNetwork network = RandomNetworks.flattened(seed);
        List<WeightedLayer> layers = network.layers().stream().flatMap(layer -> layer.weighted().stream())
                .filter(layer -> layer.kind().equals("fully-connected")).toList();
        for (WeightedLayer layer : layers) {
            Operation operation = Operation.of(layer, List.of(network.tensors().get(layer.inputs().get(0))));
            StreamOrder order = new StreamOrder.Tiled(operation.input().shape(), 1, operation.input().shape().width(), 1);
            EnginePlan packed = ConvolutionPlan.of(operation.asConvolution().orElseThrow(), order, 1, 1, 1);
            EnginePlan element = FullyConnectedPlan.of(operation, order, 1, 1, 1);
            EnginePlan smaller = packed.tableBits() <= element.tableBits() ? packed : element;
            WeightFacts facts = StoredTables.facts(network, layer);
            assertEquals(Stream.of(packed, element).mapToLong(EnginePlan::tableBits).min().orElseThrow(), facts.storedBits());
            assertEquals(List.of(smaller.encoding(), smaller.payloadBits()), List.of(facts.encoding(), facts.payloadBits()));
        }
    }
}
