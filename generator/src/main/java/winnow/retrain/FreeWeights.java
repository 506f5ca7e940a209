package winnow.retrain;

import java.util.List;

/** Plain training: every weight moves on its own. */
final class FreeWeights implements WeightRule {
    private final Adam adam;

    FreeWeights(int weights) {
        adam = new Adam(weights);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        adam.step(weights, gradient, rate);
    }

    @Override
    public List<float[]> state() {
        return adam.state();
    }
}
