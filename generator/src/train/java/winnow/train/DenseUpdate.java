package winnow.train;

/** Plain training: every weight moves on its own. */
final class DenseUpdate implements WeightUpdate {
    private final Adam adam;

    DenseUpdate(int weights) {
        adam = new Adam(weights);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        adam.step(weights, gradient, rate);
    }
}
