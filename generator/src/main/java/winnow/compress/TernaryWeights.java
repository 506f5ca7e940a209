package winnow.compress;

import java.util.Arrays;

/**
 * Weights of three values, 0, one positive and one negative: the trained ternary quantisation of Zhu et al. (ICLR 2017),
 * before its two scales are trained. They start as the means of what they stand for, which is their least squared error.
 */
public final class TernaryWeights {
    /** Of the greatest magnitude; what Zhu et al. (section 3.2) prune up to. */
    public static final double DEFAULT_SHARE = 0.05;

    private TernaryWeights() {}

    /** With the threshold of the paper. */
    public static SharedTensor of(float[] weights) {
        return of(weights, DEFAULT_SHARE);
    }

    /**
     * The codebook {0, p, n}: p is the mean of the weights above a threshold, n that of those below its negative, and the
     * others are pruned. A sign that no weight above the threshold has is left out of the codebook.
     *
     * @param weights finite
     * @param share   the threshold as a share of the greatest magnitude, 0 to below 1
     */
    public static SharedTensor of(float[] weights, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "a threshold's share of the greatest weight lies in 0..1, 1 excluded, not " + share);
        }
        double threshold = share * greatestMagnitude(weights);
        float positive = mean(weights, threshold, 1);
        float negative = mean(weights, threshold, -1);
        float[] codebook = new float[3];
        int size = 1;
        int positiveCode = positive == 0 ? SharedTensor.PRUNED : size++;
        int negativeCode = negative == 0 ? SharedTensor.PRUNED : size++;
        codebook[negativeCode] = negative;
        codebook[positiveCode] = positive;
        codebook[SharedTensor.PRUNED] = 0;
        int[] codes = new int[weights.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = weights[i] > threshold ? positiveCode : weights[i] < -threshold ? negativeCode : SharedTensor.PRUNED;
        }
        return new SharedTensor(Arrays.copyOf(codebook, size), codes);
    }

    private static double greatestMagnitude(float[] weights) {
        double greatest = 0;
        for (float weight : weights) {
            greatest = Math.max(greatest, Math.abs(weight));
        }
        return greatest;
    }

    /** The mean of the weights of a sign whose magnitude exceeds the threshold; 0 if there are none. */
    private static float mean(float[] weights, double threshold, int sign) {
        double sum = 0;
        long count = 0;
        for (float weight : weights) {
            if (weight * sign > threshold) {
                sum += weight;
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }
}
