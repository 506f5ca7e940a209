package winnow.train;

/** What a training step does to one layer's weights. */
interface WeightUpdate {
    /**
     * Takes one step.
     *
     * @param progress how much of the stage is done, 0..1
     */
    void step(float[] weights, float[] gradient, float rate, double progress);
}
