package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

/** The planned depth of line buffers is the least in the hardware, too: one superrow less deadlocks or is slower than planned. */
class LineBufferDepthTest {
    private static final int FRAMES = 8;
    private static final int DESIGNS = 3;
    private static final int MOST_ENGINES = 10;

    @TempDir
    Path folder;

    /** Clocks of a frame beside which the latency of pipelines, which the plan rounds up, decides nothing. */
    private static final int LEAST_CYCLES = 600;

    /** Graphs with a line buffer on whose last superrow much hangs. */
    static LongStream seeds() {
        return LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> isOfInterest(plan(seed)))
                .limit(DESIGNS);
    }

    private static boolean isOfInterest(Plan plan) {
        boolean busy = plan.engines().stream().anyMatch(engine -> engine.cycles() == plan.cycles());
        return busy && plan.engines().size() < MOST_ENGINES && plan.cycles() > LEAST_CYCLES && mostNeeded(plan) >= 0;
    }

    /** As few lanes as there can be, so that engines are slow and pipelines short beside them. */
    private static Plan plan(long seed) {
        IntegerNetwork network = RandomNetworks.branched(seed);
        long weighted = network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
        return Planner.plan(network, PlanOptions.budget((int) Math.max(1, weighted)).unmerged());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneSuperrowLessDeadlocksOrIsSlowerThanPlanned(long seed) throws IOException {
        Plan plan = plan(seed);
        SimulationResult planned = simulate(plan, seed, "planned");
        assertTrue(planned.passed(), planned.faults()::toString);
        assertTrue(planned.outputInterval() <= plan.cycles(), planned.outputInterval() + " clocks, planned " + plan.cycles());

        SimulationResult less = simulate(withOneSuperrowLess(plan, mostNeeded(plan)), seed, "less");
        boolean deadlock = less.faults().stream().anyMatch(fault -> fault.contains("deadlock"));
        assertTrue(deadlock || less.outputInterval() > plan.cycles(),
                less.outputInterval() + " clocks, planned " + plan.cycles() + ", " + less.faults());
        assertFalse(less.mismatches() > 0, less.first()::toString);
    }

    /** The line buffer on whose last superrow most hangs: all, or half as many clocks again; -1 if there is none. */
    private static int mostNeeded(Plan plan) {
        int place = -1;
        long most = plan.cycles() * 3 / 2;
        for (int i = 0; i < plan.engines().size(); i++) {
            if (plan.engines().get(i) instanceof WindowPlan window && window.geometry().superrows() > 1) {
                OptionalLong interval = withOneSuperrowLess(plan, i).scheduled();
                if (interval.orElse(Long.MAX_VALUE) > most) {
                    most = interval.orElse(Long.MAX_VALUE);
                    place = i;
                }
            }
        }
        return place;
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
