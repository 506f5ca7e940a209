package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.output.OutputFolder;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.planner.WindowPlan;

/**
 * Line buffers as deep as planned keep the planned interval; where the plan says that one superrow less makes the engines wait
 * for each other for ever, they do.
 */
class LineBufferDepthTest {
    private static final int FRAMES = 8;
    private static final int DESIGNS = 3;
    private static final int MOST_ENGINES = 10;

    @TempDir
    Path folder;

    /** Clocks by which the change from one row group to the next may show where a row group has a few dozen clocks. */
    private static final int GROUP_CHANGE = 2;

    static LongStream seeds() {
        return LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> plan(seed).engines().size() < MOST_ENGINES && indispensable(plan(seed)).isPresent())
                .limit(DESIGNS);
    }

    /** As few lanes as there can be, so that engines are slow and pipelines short beside them. */
    private static Plan plan(long seed) {
        IntegerNetwork network = RandomNetworks.branched(seed);
        long weighted = network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
        return Planner.plan(network, PlanOptions.budget((int) Math.max(1, weighted)).unmerged());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theEnginesDeadlockWithOneSuperrowLessAndKeepTheIntervalWithout(long seed) throws IOException {
        Plan plan = plan(seed);
        SimulationResult planned = simulate(plan, seed, "planned");
        assertTrue(planned.passed(), planned.faults()::toString);
        int groups = plan.engines().stream().mapToInt(engine -> engine.output().groups()).max().orElseThrow();
        assertTrue(planned.outputInterval() <= plan.cycles() + GROUP_CHANGE * groups,
                planned.outputInterval() + " clocks, planned " + plan.cycles());

        SimulationResult less = simulate(withOneSuperrowLess(plan, indispensable(plan).getAsInt()), seed, "less");
        assertTrue(less.faults().stream().anyMatch(fault -> fault.contains("deadlock")), less.faults()::toString);
        assertEquals(0, less.mismatches(), less.first()::toString);
    }

    /** The first line buffer without whose last superrow the engines wait for each other for ever. */
    private static OptionalInt indispensable(Plan plan) {
        return IntStream.range(0, plan.engines().size())
                .filter(i -> plan.engines().get(i) instanceof WindowPlan window && window.geometry().superrows() > 1
                        && withOneSuperrowLess(plan, i).scheduled().isEmpty())
                .findFirst();
    }

    private static Plan withOneSuperrowLess(Plan plan, int place) {
        List<EnginePlan> engines = new ArrayList<>(plan.engines());
        WindowPlan window = (WindowPlan) engines.get(place);
        engines.set(place, window.withSuperrows(window.geometry().superrows() - 1));
        return new Plan(plan.network(), plan.options(), plan.lanes(), plan.input(), engines, plan.schedule());
    }

    private SimulationResult simulate(Plan plan, long seed, String name) throws IOException {
        Path design = folder.resolve(name);
        new Design(plan, "test", "random network " + seed).addTo(new OutputFolder(design, false)).write(Map.of());
        List<IntTensor> images =
                LongStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(plan.network(), seed * 31 + i)).toList();
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        return simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
    }
}
