package winnow.bench;

import winnow.network.IntTensor;
import winnow.planner.EnginePlan;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.simulate.SimulationResult;

/** A layer on a number of processing elements, as Winnow plans it. */
record PlannedLayer(RandomLayer layer, Plan plan) {
    /** Activations and outputs of a beat, so that neither stream limits the elements. */
    private static final int PIXELS = 16;

    static PlannedLayer of(RandomLayer layer, int elements) {
        PlanOptions options = PlanOptions.budget(elements).withInputPixels(PIXELS).withOutputPixels(PIXELS);
        return new PlannedLayer(layer, Planner.plan(layer.network(), options));
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
        return predicted(engine().withQueueDepth(queueDepth));
    }

    private FrameEnds predicted(FullyConnectedPlan engine) {
        return FrameEnds.of(engine.frameEnds(layer.frames().stream().map(IntTensor::values).toList()));
    }

    static FrameEnds simulated(SimulationResult result) {
        return new FrameEnds(result.frameEnds());
    }

    /** Bits of codes, indices, pointers and output order; codebooks and biases do not count. */
    long storedBits() {
        return engine().payloadBits() + engine().pointerBits() + engine().orderBits();
    }
}
