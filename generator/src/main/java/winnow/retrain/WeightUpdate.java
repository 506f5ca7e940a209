package winnow.retrain;

import java.util.List;

/** How the weights of a network follow their gradients. */
interface WeightUpdate {
    /**
     * One step.
     *
     * @param weights  one array per layer, changed in place
     * @param rate     Adam's learning rate
     * @param progress share of the training that is over, 0..1
     */
    void step(List<float[]> weights, List<float[]> gradients, float rate, double progress);

    /** The arrays that make up the update's state, always of the same sizes: saved, and filled again to go on from there. */
    List<float[]> state();
}
