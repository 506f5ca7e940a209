package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.network.Shape;
import winnow.network.Tensor;

class RowScheduleTest {
    private static final int NETWORKS = 60;

    /** What is left of every line buffer is needed: with one superrow less, a frame takes longer, or for ever. */
    @Test
    void noLineBufferOfABranchedNetworkHasARowTooMany() {
        int buffers = 0;
        int deadlocks = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Plan plan = plan(seed);
            assertTrue(plan.scheduled().orElseThrow() <= plan.schedule(), "seed " + seed);
            for (int i = 0; i < plan.engines().size(); i++) {
                if (plan.engines().get(i) instanceof WindowPlan window && window.geometry().superrows() > 1) {
                    OptionalLong less = withOneSuperrowLess(plan, i).scheduled();
                    assertTrue(less.isEmpty() || less.getAsLong() > plan.schedule(),
                            "seed " + seed + ", " + window.operation().name() + ": " + less + " with a superrow less");
                    buffers++;
                    deadlocks += less.isEmpty() ? 1 : 0;
                }
            }
        }
        assertTrue(buffers > 3 * NETWORKS && deadlocks > 5, buffers + " buffers, " + deadlocks + " of them deadlock");
    }

    @Test
    void theInputsOfAJoinComeInOneOrderFromRowBuffers() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Plan plan = plan(seed);
            for (EnginePlan engine : plan.engines()) {
                if (engine instanceof JoinPlan join) {
                    List<EnginePlan> buffers = join.operation().inputs().stream().map(input -> writer(plan, input)).toList();
                    buffers.forEach(buffer -> assertEquals(Operation.ROW_BUFFER, buffer.operation().kind()));
                    assertEquals(join.inputs(), buffers.stream().map(EnginePlan::output).toList(), "seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 5, 7, 1", "3, 5, 7, 4", "1, 28, 28, 10", "1, 28, 28, 64"})
    void aCameraTakesAClockForEachOfItsBeats(int channels, int height, int width, int pixels) {
        StreamOrder.Camera camera = new StreamOrder.Camera(new Shape(channels, height, width), pixels);
        RowActor actor = RowActor.ofCamera(camera);
        actor.makeRoom(3);
        assertTrue(actor.advance() && actor.isDone());
        assertEquals(camera.beats(), actor.interval(1));
    }

    private static EnginePlan writer(Plan plan, Tensor tensor) {
        return plan.engines().stream().filter(engine -> engine.operation().output().equals(tensor)).findFirst().orElseThrow();
    }

    private static Plan plan(long seed) {
        IntegerNetwork network = RandomNetworks.branched(seed);
        PlanOptions options = PlanOptions.budget(40);
        return Planner.plan(network, seed % 2 == 0 ? options : options.unmerged());
    }

    private static Plan withOneSuperrowLess(Plan plan, int place) {
        List<EnginePlan> engines = new ArrayList<>(plan.engines());
        WindowPlan window = (WindowPlan) engines.get(place);
        engines.set(place, window.withSuperrows(window.geometry().superrows() - 1));
        return new Plan(plan.network(), plan.options(), plan.lanes(), plan.input(), engines, plan.schedule());
    }
}
