package winnow.retrain;

import java.util.List;

/** How one layer's weights follow their gradient. */
interface WeightRule {
    /**
     * One step.
     *
     * @param weights  changed in place
     * @param rate     Adam's learning rate
     * @param progress share of the training that is over, 0..1
     */
    void step(float[] weights, float[] gradient, float rate, double progress);

    /** The arrays that make up the rule's state, always of the same sizes: saved, and filled again to go on from there. */
    List<float[]> state();
}
