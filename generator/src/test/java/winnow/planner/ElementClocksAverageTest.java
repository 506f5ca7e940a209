package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Perceptrons;

/** Clocks with the activations that calibration found, and what the planner makes of them. */
class ElementClocksAverageTest {
    private static final int INPUTS = 400;
    private static final IntegerNetwork NETWORK = Perceptrons.of(4, new double[] {0.2}, INPUTS, 120);

    private static IntegerNetwork withDensity(int... densities) {
        FullyConnected layer = (FullyConnected) NETWORK.layers().get(0);
        return new IntegerNetwork(NETWORK.name(), NETWORK.input(), Ints.of(0),
                List.<IntegerLayer>of(layer.withInputDensity(Ints.of(densities))));
    }

    private static FullyConnectedPlan plan(IntegerNetwork network, int groups, int elements) {
        return (FullyConnectedPlan) ElementPlans.of(network, groups, elements, 4, 1).engines().get(0);
    }

    private static int[] each(int density) {
        return IntStream.generate(() -> density).limit(INPUTS).toArray();
    }

    @Test
    void withoutZerosTheAverageIsTheWorstCase() {
        FullyConnectedPlan plan = plan(withDensity(each(1000)), 2, 16);
        assertEquals(plan.worstCycles(), plan.cycles());
        assertEquals(plan.worstCycles(), plan(NETWORK, 2, 16).cycles(), "nothing was measured");
    }

    @Test
    void theAverageIsThatOfManyFramesOfSuchDensity() {
        int[] densities = IntStream.range(0, INPUTS).map(i -> i % 3 == 0 ? 900 : 100).toArray();
        FullyConnectedPlan plan = plan(withDensity(densities), 2, 8);
        Random random = new Random(5);
        List<int[]> frames = IntStream.range(0, 60).mapToObj(frame ->
                Arrays.stream(densities).map(density -> random.nextInt(1000) < density ? 1 + random.nextInt(255) : 0).toArray()).toList();
        long[] ends = plan.frameEnds(frames);
        double mean = (ends[59] - ends[9]) / 50.0;
        assertEquals(mean, plan.cycles(), 0.05 * mean);
        assertTrue(plan.worstCycles() > 2 * plan.cycles(), plan.worstCycles() + " and " + plan.cycles());
        assertEquals(Math.round(plan.layer().weights().positions().stream().mapToDouble(p -> densities[p % INPUTS] / 1000.0).sum()),
                plan.products(), 1);
    }

    /** Rows are balanced by the products that they are expected to take, not by their weights. */
    @Test
    void weightsOfInputsThatAreMostlyZeroWeighLess() {
        int[] densities = IntStream.range(0, INPUTS).map(i -> i < INPUTS / 2 ? 1000 : 0).toArray();
        FullyConnectedPlan plan = plan(withDensity(densities), 1, 8);
        int[] active = IntStream.range(0, INPUTS).map(i -> i < INPUTS / 2 ? 1 : 0).toArray();
        List<int[]> frames = List.of(active, active, active, active);
        long[] aware = plan.frameEnds(frames);
        long[] unaware = plan(NETWORK, 1, 8).frameEnds(frames);
        assertTrue(aware[3] - aware[2] < unaware[3] - unaware[2], aware[3] - aware[2] + " and " + (unaware[3] - unaware[2]));
    }

    @Test
    void spareMultipliersMakeTheWorstCaseFaster() {
        IntegerNetwork network = withDensity(each(100));
        Plan target = Planner.plan(network, PlanOptions.target(500));
        Plan budget = Planner.plan(network, 64);
        assertTrue(target.cycles() <= 500 && target.worstCycles() > 500, target.toJson()::toString);
        assertTrue(budget.worstCycles() < target.worstCycles(), budget.toJson()::toString);
        assertEquals(INPUTS, budget.cycles(), 0.05 * INPUTS, "one input a clock");
        assertTrue(budget.worstCycles() <= 1.1 * INPUTS, budget.toJson()::toString);
        assertTrue(budget.usedLanes() > target.usedLanes() && budget.usedLanes() <= 64);
    }
}
