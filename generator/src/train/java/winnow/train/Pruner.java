package winnow.train;

import java.util.Arrays;

/**
 * Trains one layer's weights while it prunes the smallest of them (Han et al., 2015), a few at a time: the density falls
 * from 1 to its goal along a cubic (Zhu and Gupta, <i>To prune, or not to prune</i>, 2017). After that the survivors
 * train on.
 *
 * <p>A pruned weight keeps its value in a shadow copy that goes on collecting gradients, so that one that was pruned too
 * early can return as long as the density still falls (Guo et al., <i>Dynamic Network Surgery</i>, 2016).
 */
final class Pruner implements WeightUpdate {
    /** Share of the stage in which the density falls. */
    private static final double RAMP = 0.7;
    private static final int STEPS_BETWEEN_CHOICES = 25;

    private final double density;
    private final float[] shadow;
    private final boolean[] kept;
    private final Adam adam;
    private boolean settled;
    private int steps;

    /**
     * @param weights where the layer starts from
     * @param density share of the weights to keep in the end, 0..1
     */
    Pruner(float[] weights, double density) {
        this.density = density;
        shadow = weights.clone();
        kept = new boolean[weights.length];
        adam = new Adam(weights.length);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        adam.step(shadow, gradient, rate);
        if (!settled && steps++ % STEPS_BETWEEN_CHOICES == 0) {
            double left = Math.max(0, 1 - progress / RAMP);
            keepLargest((int) Math.round(weights.length * (density + (1 - density) * left * left * left)));
            settled = left == 0;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kept[i] ? shadow[i] : 0;
        }
    }

    private void keepLargest(int count) {
        float[] magnitudes = new float[shadow.length];
        for (int i = 0; i < shadow.length; i++) {
            magnitudes[i] = Math.abs(shadow[i]);
        }
        Arrays.sort(magnitudes);
        float smallestKept = magnitudes[magnitudes.length - Math.max(1, count)];
        for (int i = 0; i < shadow.length; i++) {
            kept[i] = Math.abs(shadow[i]) >= smallestKept;
        }
    }
}
