package winnow.train;

/** Adam (Kingma and Ba, 2015) on an array of values, with the paper's constants. */
final class Adam {
    private static final float MEAN_DECAY = 0.9f;
    private static final float SQUARE_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] mean;
    private final float[] square;
    private int steps;

    Adam(int values) {
        mean = new float[values];
        square = new float[values];
    }

    /** Moves the values against their gradient, each by about {@code rate}. */
    void step(float[] values, float[] gradient, float rate) {
        steps++;
        float meanCorrection = (float) (1 / (1 - Math.pow(MEAN_DECAY, steps)));
        float squareCorrection = (float) (1 / (1 - Math.pow(SQUARE_DECAY, steps)));
        for (int i = 0; i < values.length; i++) {
            mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * gradient[i];
            square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
            float size = (float) Math.sqrt(square[i] * squareCorrection) + EPSILON;
            values[i] -= rate * mean[i] * meanCorrection / size;
        }
    }
}
