package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.RandomNetworks;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;

class PlannerTest {
    private static final int GREATEST_BUDGET = 8;

    static List<IntegerNetwork> chains() {
        Stream<IntegerNetwork> networks = LongStream.range(0, 40).mapToObj(RandomNetworks::of);
        return Stream.concat(networks, LongStream.range(0, 12).mapToObj(RandomNetworks::flattened))
                .filter(network -> network.layers().stream().noneMatch(layer -> layer instanceof IntegerLayer.Concatenation))
                .toList();
    }

    /**
     * The search is exact but for fully-connected layers: their clocks depend a little on the order of their input, and are
     * not quite monotone in the number of elements.
     */
    @Test
    void noChoiceOfEnginesWithinTheBudgetIsFaster() {
        int plans = 0;
        for (IntegerNetwork network : chains()) {
            long before = Long.MAX_VALUE;
            for (int budget = Math.max(1, weightedLayers(network)); budget <= GREATEST_BUDGET; budget++) {
                Plan plan = Planner.plan(network, budget);
                assertTrue(plan.usedLanes() <= budget, () -> plan.usedLanes() + " lanes");
                long cycles = plan.engines().stream().mapToLong(EnginePlan::cycles).reduce(plan.input().beats(), Math::max);
                long fastest = Math.max(plan.input().beats(), fastest(network, budget));
                double tolerance = network.layers().stream().anyMatch(layer -> layer instanceof FullyConnected) ? 1.15 : 1;
                assertTrue(cycles <= tolerance * fastest, network + ", budget " + budget + ": " + cycles + ", best " + fastest);
                assertTrue(cycles <= tolerance * before, "a greater budget is slower");
                before = cycles;
                plans++;
            }
        }
        assertTrue(plans > 100, plans + " plans");
    }

    @Test
    void engineAfterEngineTakesTheStreamAsTheOneBeforeSendsIt() {
        Plan plan = Planner.plan(TinyNetworks.colours(), 9);
        StreamOrder order = plan.input();
        for (EnginePlan engine : plan.engines()) {
            assertEquals(order, engine.inputs().get(0));
            order = engine.output();
        }
    }

    @Test
    void theSmallestBudgetIsOneLaneForEachLayerWithWeights() {
        assertEquals(2, Planner.plan(TinyNetworks.digits(), 2).usedLanes());
        for (int budget : new int[] {1, 0, -1}) {
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> Planner.plan(TinyNetworks.digits(), budget));
            assertEquals("a budget of " + budget + " lanes is too small: each of the 2 engines with weights needs at least one, and"
                    + " layer " + (budget == 1 ? "full" : "conv") + " would have none; give --lanes 2 or more", refusal.getMessage());
        }
    }

    private static int weightedLayers(IntegerNetwork network) {
        return (int) network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
    }

    /** The least interval, by trying every engine of every layer behind every other: no bisection, no order of candidates. */
    private static long fastest(IntegerNetwork network, int budget) {
        return fastest(network, 0, new StreamOrder.Camera(network.input().shape()), network.input(), budget, 0, Long.MAX_VALUE);
    }

    private static long fastest(
            IntegerNetwork network, int layer, StreamOrder order, Tensor input, int budget, long slowest, long best) {
        if (layer == network.layers().size()) {
            return Math.min(slowest, best);
        }
        for (EnginePlan engine : engines(network.layers().get(layer), input, order, budget)) {
            boolean fits = engine.output().pixels() == 1 || layer + 1 < network.layers().size();
            long cycles = Math.max(slowest, engine.cycles());
            if (fits && cycles < best) {
                best = fastest(network, layer + 1, engine.output(), network.layers().get(layer).output(),
                        budget - engine.lanes(), cycles, best);
            }
        }
        return best;
    }


    private static List<EnginePlan> engines(IntegerLayer layer, Tensor input, StreamOrder order, int budget) {
        List<EnginePlan> engines = new ArrayList<>();
        if (layer instanceof FullyConnected full) {
            Operation operation = Operation.of(full, List.of(input));
            for (int groups = 1; groups <= FullyConnectedChoices.MOST_GROUPS; groups *= 2) {
                for (int elements = 1; elements <= Math.min(budget / groups, full.weights().outputs()); elements++) {
                    engines.add(FullyConnectedPlan.of(operation, order, groups, groups * elements, 1));
                }
            }
            if (budget >= 1) {
                engines.add(ConvolutionPlan.of(operation.asConvolution().orElseThrow(), order, 1, 1, 1));
            }
            return engines;
        }
        Operation operation = Operation.of(layer, List.of(input));
        if (!(layer instanceof Convolution)) {
            EngineChoices choices = EngineChoices.of(operation, 1, order instanceof StreamOrder.Camera);
            return choices.within(Long.MAX_VALUE / 2).stream()
                    .filter(candidate -> choices.keepsUp(candidate, BeatOrder.of(order), Long.MAX_VALUE / 2))
                    .map(candidate -> choices.engine(candidate, order)).toList();
        }
        for (int rows = 1; rows <= layer.output().shape().height(); rows++) {
            for (int columns = 1; columns <= layer.output().shape().width() && rows * columns <= budget; columns++) {
                for (int pixels = 1; pixels < 2 * columns; pixels *= 2) {
                    engines.add(ConvolutionPlan.of(operation, order, rows, columns, pixels));
                }
            }
        }
        return engines;
    }
}
