package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.RandomNetworks;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;
import winnow.network.Window;

class PlannerTest {
    private static final int GREATEST_BUDGET = 8;

    static LongStream chains() {
        return LongStream.range(0, 40).filter(seed -> RandomNetworks.of(seed).layers().stream()
                .noneMatch(layer -> layer instanceof IntegerLayer.Concatenation));
    }

    /**
     * How a producer's tile fills the next layer's words is looked at one layer ahead only, so that the search is not exact;
     * it must be so nearly always, and nearly so always.
     */
    @Test
    void hardlyAnyChoiceOfEnginesWithinTheBudgetIsFaster() {
        int plans = 0;
        int exact = 0;
        for (long seed : chains().toArray()) {
            IntegerNetwork network = RandomNetworks.of(seed);
            long before = Long.MAX_VALUE;
            for (int budget = Math.max(1, weightedLayers(network)); budget <= GREATEST_BUDGET; budget++) {
                Plan plan = Planner.plan(network, budget);
                assertTrue(plan.usedLanes() <= budget, () -> plan.usedLanes() + " lanes");
                long cycles = plan.engines().stream().mapToLong(EnginePlan::cycles).max().orElseThrow();
                long fastest = fastest(network, budget);
                assertTrue(cycles <= 1.15 * fastest, "seed " + seed + ", budget " + budget + ": " + cycles + ", best " + fastest);
                assertTrue(cycles <= before, "a greater budget is slower");
                before = cycles;
                plans++;
                exact += cycles == fastest ? 1 : 0;
            }
        }
        assertTrue(exact >= 0.98 * plans, exact + " of " + plans + " plans are the fastest");
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
            assertEquals("a budget of " + budget + " lanes is too small: each of the 2 layers with weights needs at least one;"
                    + " give --lanes 2 or more", refusal.getMessage());
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
            boolean fits = engine.output().pixels() == 1 || wide(network, layer + 1);
            long cycles = Math.max(slowest, engine.cycles());
            if (fits && cycles < best) {
                best = fastest(network, layer + 1, engine.output(), network.layers().get(layer).output(),
                        budget - engine.lanes(), cycles, best);
            }
        }
        return best;
    }

    /** Whether a layer takes several pixels a beat. */
    private static boolean wide(IntegerNetwork network, int layer) {
        return layer < network.layers().size() && LayerChoices.of(
                Operation.of(network.layers().get(layer), List.of(network.layers().get(layer - 1).output())),
                new StreamOrder.Tiled(network.layers().get(layer - 1).output().shape(), 1, 1, 1), 1).maximumInputPixels() > 1;
    }

    private static List<EnginePlan> engines(IntegerLayer layer, Tensor input, StreamOrder order, int budget) {
        List<EnginePlan> engines = new ArrayList<>();
        if (layer instanceof FullyConnected full) {
            for (int elements = 1; elements <= Math.min(budget, full.weights().outputs()); elements++) {
                engines.add(FullyConnectedPlan.of(Operation.of(full, List.of(input)), order, elements));
            }
            return engines;
        }
        for (int rows = 1; rows <= layer.output().shape().height(); rows++) {
            for (int columns = 1; columns <= layer.output().shape().width(); columns++) {
                for (int pixels = 1; pixels < 2 * columns; pixels *= 2) {
                    if (layer instanceof Convolution conv && rows * columns <= budget) {
                        engines.add(ConvolutionPlan.of(Operation.of(conv, List.of(input)), order, rows, columns, pixels));
                    } else if (!(layer instanceof Convolution) && rows == 1) {
                        LayerChoices.of(Operation.of(layer, List.of(input)), order, 1).cheapest(Long.MAX_VALUE / 2, order, 1, 1)
                                .filter(plan -> plan instanceof GlobalAveragePlan).ifPresent(engines::add);
                        engines.addAll(pools(layer, input, order, columns, pixels));
                    }
                }
            }
        }
        return engines;
    }

    private static List<EnginePlan> pools(IntegerLayer layer, Tensor input, StreamOrder order, int columns, int pixels) {
        boolean global = LayerChoices.of(Operation.of(layer, List.of(input)), order, 1).maximumInputPixels() == 1;
        if (global) {
            return List.of();
        }
        Window window = layer instanceof IntegerLayer.MaximumPool pool ? pool.window()
                : ((IntegerLayer.AveragePool) layer).window();
        return List.of(PoolPlan.of(Operation.of(layer, List.of(input)), window, order, columns, pixels));
    }
}
