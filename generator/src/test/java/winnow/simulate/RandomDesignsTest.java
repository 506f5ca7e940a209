package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;

/**
 * Seeded random chains of layers, with every corner that the types allow, go the whole way: planned, emitted, built,
 * simulated at full speed and under random stalls, all streams compared. {@code -Dwinnow.designs=N} tries more of them.
 */
class RandomDesignsTest {
    private static final int FRAMES = 6;

    /** Clocks by which the interval of so small a frame may exceed the prediction: pipelines fill, groups change. */
    private static final int START_UP = 60;

    @TempDir
    Path folder;

    static LongStream seedsOfChains() {
        int first = Integer.getInteger("winnow.first", 0);
        return LongStream.iterate(first, seed -> seed + 1)
                .filter(seed -> isChain(RandomNetworks.of(seed)))
                .limit(Integer.getInteger("winnow.designs", 12));
    }

    private static boolean isChain(IntegerNetwork network) {
        return network.layers().stream().noneMatch(layer -> layer instanceof IntegerLayer.Concatenation);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seedsOfChains")
    void everyStreamIsBitExactAndTheIntervalIsNearThePrediction(long seed) throws IOException {
        IntegerNetwork network = RandomNetworks.of(seed);
        long weighted = network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
        Plan plan = Planner.plan(network, (int) (Math.max(1, weighted) + seed * 7 % 23));
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
