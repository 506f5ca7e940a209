package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.output.OutputFolder;
import winnow.planner.ConvolutionPlan;
import winnow.planner.EnginePlan;
import winnow.planner.LoadMap;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;

/**
 * Seeded random networks, chains and graphs, with every corner that the types allow, go the whole way: planned, emitted, built,
 * simulated at full speed and under random stalls, all streams compared. {@code -Dwinnow.designs=N} tries more of them.
 */
class RandomDesignsTest {
    private static final int FRAMES = 6;

    /** Clocks by which the interval of so small a frame may exceed the prediction: pipelines fill, groups change. */
    private static final int START_UP = 60;

    @TempDir
    Path folder;

    static LongStream seeds() {
        int first = Integer.getInteger("winnow.first", 0);
        return LongStream.range(first, first + Integer.getInteger("winnow.designs", 8));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStreamOfAShortNetworkIsBitExact(long seed) throws IOException {
        design(RandomNetworks.of(seed), seed, seed % 2 == 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStreamOfABranchedNetworkIsBitExactAndNoBranchWaitsForEver(long seed) throws IOException {
        design(RandomNetworks.branched(seed), seed, seed % 2 == 0);
    }

    /** Few, with which engines of every kind are met. */
    static LongStream flattened() {
        return Integer.getInteger("winnow.designs") == null ? LongStream.of(2, 4, 13, 19, 30, 53) : seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("flattened")
    void everyStreamBetweenFullyConnectedLayersIsBitExact(long seed) throws IOException {
        design(RandomNetworks.flattened(seed), seed, true);
    }

    /** Else the simulations of {@link #everyStreamBetweenFullyConnectedLayersIsBitExact} would miss some of them. */
    @Test
    void fullyConnectedLayersRunOnEnginesOfBothKindsAndTakeWideStreams() {
        Map<String, Long> kinds = flattened().boxed()
                .flatMap(seed -> plan(RandomNetworks.flattened(seed), seed, true).engines().stream())
                .filter(engine -> engine.operation().kind().equals("fully-connected"))
                .collect(Collectors.groupingBy(RandomDesignsTest::kind, TreeMap::new, Collectors.counting()));
        assertTrue(kinds.keySet().containsAll(Set.of("packed", "packed, taps", "packed, wide", "elements: 1", "elements: more")),
                kinds::toString);
    }

    private static String kind(EnginePlan engine) {
        if (engine instanceof ConvolutionPlan packed) {
            return packed.input().pixels() > 1 ? "packed, wide" : packed.tapTable() ? "packed, taps" : "packed";
        }
        return engine.lanes() == 1 ? "elements: 1" : "elements: more";
    }

    private static Plan plan(IntegerNetwork network, long seed, boolean merge) {
        long weighted = network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
        PlanOptions budget = PlanOptions.budget((int) (Math.max(1, weighted) + seed * 7 % 23));
        PlanOptions merged = merge ? budget : budget.unmerged();
        PlanOptions options = seed % 2 == 1 ? merged.withPairs() : merged;
        Plan plan = Planner.plan(network, options);
        return seed % 3 == 1 ? Planner.plan(network, options.withLoaded(packed(plan))) : plan;
    }

    @Test
    void someLanesShareAMultiplier() {
        assertTrue(seeds().mapToObj(seed -> plan(RandomNetworks.of(seed), seed, seed % 2 == 0))
                .anyMatch(plan -> plan.multipliers() < plan.usedLanes()));
    }

    /** The layers whose weights may be loaded at start. */
    private static List<String> packed(Plan plan) {
        return plan.engines().stream().filter(ConvolutionPlan.class::isInstance).map(engine -> engine.operation().name()).toList();
    }

    @Test
    void someWeightsAreLoadedAtStart() {
        List<LoadMap.Region> loaded = seeds().boxed()
                .flatMap(seed -> plan(RandomNetworks.of(seed), seed, seed % 2 == 0).loadMap().regions().stream()).toList();
        assertTrue(loaded.size() > 3, () -> loaded.size() + " memories");
        assertTrue(loaded.stream().anyMatch(region -> region.first() > 0));
    }

    private void design(IntegerNetwork network, long seed, boolean merge) throws IOException {
        Plan plan = plan(network, seed, merge);
        new Design(plan, "test", "random network " + seed).addTo(new OutputFolder(folder.resolve("design"), false))
                .write(Map.of());
        List<IntTensor> images = LongStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(network, seed * 31 + i)).toList();
        Simulator simulator = new Simulator(folder.resolve("design"), plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result =
                simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});

        assertTrue(result.passed(), () -> describe(plan, result));
        long beats = plan.engines().stream().mapToLong(engine -> engine.output().beats()).sum();
        assertEquals(beats * FRAMES, result.beats());
        assertTrue(result.cyclesPerFrame() <= result.predicted() * 1.05 + START_UP,
                () -> result.cyclesPerFrame() + " clocks per frame, predicted " + result.predicted() + ": " + plan.toJson());

        SimulationResult stalled =
                simulator.run(Tools.verilator(), SimulationOptions.stalled(seed + 1), FRAMES, done -> {});
        assertTrue(stalled.passed(), () -> "with stalls: " + describe(plan, stalled));
    }

    private static String describe(Plan plan, SimulationResult result) {
        return result.first() + "\n" + result.faults() + "\n" + plan.toJson();
    }
}
