package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.RandomNetworks;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;

class PlannerTest {
    private static final int GREATEST_BUDGET = 14;

    static LongStream chains() {
        return LongStream.range(0, 60).filter(seed -> RandomNetworks.of(seed).layers().stream()
                .noneMatch(layer -> layer instanceof IntegerLayer.Concatenation));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("chains")
    void noChoiceOfEnginesWithinTheBudgetIsFaster(long seed) {
        IntegerNetwork network = RandomNetworks.of(seed);
        int least = weightedLayers(network);
        long before = Long.MAX_VALUE;
        for (int budget = Math.max(1, least); budget <= GREATEST_BUDGET; budget++) {
            Plan plan = Planner.plan(network, budget);
            assertTrue(plan.usedLanes() <= budget, () -> plan.usedLanes() + " lanes");
            long cycles = plan.engines().stream().mapToLong(EnginePlan::cycles).max().orElseThrow();
            assertEquals(fastest(network, budget), cycles, "budget " + budget);
            assertTrue(cycles <= before, "a greater budget is slower");
            before = cycles;
        }
    }

    @Test
    void engineAfterEngineTakesTheStreamAsTheOneBeforeSendsIt() {
        Plan plan = Planner.plan(TinyNetworks.colours(), 9);
        StreamOrder order = plan.input();
        for (EnginePlan engine : plan.engines()) {
            assertEquals(order, engine.input());
            order = engine.output();
        }
    }

    @Test
    void theSmallestBudgetIsOneLaneForEachLayerWithWeights() {
        assertEquals(2, Planner.plan(TinyNetworks.digits(), 2).usedLanes());
        for (int budget : new int[] {1, 0, -1}) {
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> Planner.plan(TinyNetworks.digits(), budget));
            assertEquals("a budget of " + budget + " lanes is too small: each of the 2 layers with weights needs at least one;"
                    + " give --lanes 2 or more", refusal.getMessage());
        }
    }

    private static int weightedLayers(IntegerNetwork network) {
        return (int) network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
    }

    /** The least interval, by trying for every layer every engine and adding up lanes: no bisection, no order of candidates. */
    private static long fastest(IntegerNetwork network, int budget) {
        List<long[]> fastest = new ArrayList<>();
        Tensor tensor = network.input();
        StreamOrder order = new StreamOrder.Camera(tensor.shape());
        long others = 0;
        for (IntegerLayer layer : network.layers()) {
            if (layer.weighted().isPresent()) {
                fastest.add(fastestByLanes(layer, tensor, order, budget));
            } else {
                LayerChoices pool = LayerChoices.of(layer, tensor.format(), order, budget);
                others = Math.max(others, LongStream.rangeClosed(1, pool.mostCycles())
                        .filter(interval -> pool.cheapest(interval).isPresent()).findFirst().orElseThrow());
            }
            tensor = layer.output();
            order = new StreamOrder.Tiled(tensor.shape(), 1, tensor.shape().width());
        }
        return Math.max(others, distribute(fastest, 0, budget));
    }

    /** The least cycles that a layer takes with at most so many lanes. */
    private static long[] fastestByLanes(IntegerLayer layer, Tensor input, StreamOrder order, int budget) {
        long[] cycles = new long[budget + 1];
        java.util.Arrays.fill(cycles, Long.MAX_VALUE);
        for (int rows = 1; rows <= budget; rows++) {
            for (int columns = 1; rows * columns <= budget; columns++) {
                EnginePlan engine = null;
                if (layer instanceof FullyConnected full && rows == 1 && columns <= full.weights().outputs()) {
                    engine = FullyConnectedPlan.of(full, input.format(), order, columns);
                } else if (layer instanceof Convolution conv && rows <= layer.output().shape().height()
                        && columns <= layer.output().shape().width()) {
                    engine = ConvolutionPlan.of(conv, input.format(), order, rows, columns);
                }
                for (int lanes = rows * columns; engine != null && lanes <= budget; lanes++) {
                    cycles[lanes] = Math.min(cycles[lanes], engine.cycles());
                }
            }
        }
        return cycles;
    }

    private static long distribute(List<long[]> layers, int layer, int lanes) {
        if (layer == layers.size()) {
            return 0;
        }
        long best = Long.MAX_VALUE;
        for (int own = 1; own <= lanes; own++) {
            best = Math.min(best, Math.max(layers.get(layer)[own], distribute(layers, layer + 1, lanes - own)));
        }
        return best;
    }
}
