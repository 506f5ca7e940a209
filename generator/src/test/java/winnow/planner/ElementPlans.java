package winnow.planner;

import java.util.List;
import winnow.network.IntegerNetwork;

/** Plans of networks of one fully-connected layer on processing elements, whatever the planner would choose. */
public final class ElementPlans {
    private ElementPlans() {}

    /**
     * A plan.
     *
     * @param groups       of columns
     * @param elements     of all groups together
     * @param inputPixels  of a beat of the input
     * @param outputPixels of a beat of the output
     */
    public static Plan of(IntegerNetwork network, int groups, int elements, int inputPixels, int outputPixels) {
        StreamOrder.Camera camera = new StreamOrder.Camera(network.input().shape(), inputPixels);
        FullyConnectedPlan engine = FullyConnectedPlan.of(
                Operation.of(network.layers().get(0), List.of(network.input())), camera, groups, elements, outputPixels);
        PlanOptions options = PlanOptions.budget(elements).withInputPixels(inputPixels).withOutputPixels(outputPixels);
        return new Plan(network, options, elements, camera, List.of(engine), engine.cycles());
    }
}
