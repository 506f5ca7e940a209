package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.network.IntTensor;
import winnow.planner.EnginePlan;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.simulate.SimulationResult;

/** A layer on a number of processing elements, as Winnow plans it. */
record PlannedLayer(RandomLayer layer, Plan plan) {
    static PlannedLayer of(RandomLayer layer, int elements) {
        return new PlannedLayer(layer, Planner.plan(layer.network(), PlanOptions.budget(elements)));
    }

    private FullyConnectedPlan engine() {
        EnginePlan engine = plan.engines().get(0);
        if (engine instanceof FullyConnectedPlan connected) {
            return connected;
        }
        throw new IllegalStateException(layer.size().name() + ": the plan has no processing elements but " + engine.encoding());
    }

    /** Multipliers of the plan, at most the budget. */
    int lanes() {
        return engine().lanes();
    }

    /** What the plan's own model of the clocks says. */
    FrameEnds predicted() {
        return predicted(engine());
    }

    /** The same with queues of another depth. */
    FrameEnds predicted(int queueDepth) {
        return predicted(engine());
    }

    private FrameEnds predicted(FullyConnectedPlan engine) {
        List<Long> ends = new ArrayList<>();
        long clock = 0;
        for (IntTensor frame : layer.frames()) {
            clock += engine.cycles(Map.of(layer.network().input().name(), frame));
            ends.add(clock);
        }
        return new FrameEnds(ends);
    }

    static FrameEnds simulated(SimulationResult result) {
        List<Long> ends = new ArrayList<>();
        for (int frame = 0; frame < result.frames(); frame++) {
            ends.add(result.latency() + frame * result.outputInterval());
        }
        return new FrameEnds(ends);
    }

    /** Bits of codes, indices, pointers and output order; codebooks and biases do not count. */
    long storedBits() {
        FullyConnectedPlan engine = engine();
        long biases = (long) layer.size().outputs() * engine.widths().accumulator();
        long codebooks = (long) engine.lanes() * engine.layer().codebook().size() * engine.widths().weight();
        return engine.tableBits() - biases - codebooks;
    }
}
