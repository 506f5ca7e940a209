package winnow.retrain;

import java.util.List;

/** Adam (Kingma and Ba, ICLR 2015) on an array of values, with the paper's constants. */
final class Adam {
    private static final float MEAN_DECAY = 0.9f;
    private static final float SQUARE_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] mean;
    private final float[] square;
    /** One value: how many steps were taken; exact up to 2^24. */
    private final float[] steps = new float[1];

    Adam(int values) {
        mean = new float[values];
        square = new float[values];
    }

    /** Moves the values against their gradient, each by about {@code rate}. */
    void step(float[] values, float[] gradient, float rate) {
        steps[0]++;
        float meanCorrection = (float) (rate / (1 - Math.pow(MEAN_DECAY, steps[0])));
        float squareCorrection = (float) (1 / (1 - Math.pow(SQUARE_DECAY, steps[0])));
        for (int i = 0; i < values.length; i++) {
            float slope = gradient[i];
            float moved = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * slope;
            float squared = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * slope * slope;
            mean[i] = moved;
            square[i] = squared;
            values[i] -= moved * meanCorrection / ((float) Math.sqrt(squared * squareCorrection) + EPSILON);
        }
    }

    /** What the loss would suffer without each value, but for a factor: value^2 x mean squared gradient. */
    float[] saliencies(float[] values) {
        float[] saliencies = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            saliencies[i] = values[i] * values[i] * square[i];
        }
        return saliencies;
    }

    /** The arrays that make up the state, to be saved and set again. */
    List<float[]> state() {
        return List.of(mean, square, steps);
    }
}
