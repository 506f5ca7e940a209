package winnow.retrain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Weights that only take certain values, such as two or three: full-precision weights behind them collect the gradients, and
 * the network sees what a projection makes of them (BinaryConnect, Courbariaux et al., NIPS 2015).
 */
final class LatentWeights implements WeightRule {
    private final float[] latent;
    private final UnaryOperator<float[]> projection;
    private final Adam adam;

    /** @param projection from full-precision weights to allowed ones, as many */
    LatentWeights(float[] weights, UnaryOperator<float[]> projection) {
        latent = weights.clone();
        this.projection = projection;
        adam = new Adam(weights.length);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        adam.step(latent, gradient, rate);
        System.arraycopy(projection.apply(latent), 0, weights, 0, weights.length);
    }

    @Override
    public List<float[]> state() {
        List<float[]> state = new ArrayList<>(adam.state());
        state.add(latent);
        return state;
    }
}
