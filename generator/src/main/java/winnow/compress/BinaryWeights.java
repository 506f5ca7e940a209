package winnow.compress;

/**
 * Weights of one magnitude, of which the sign is kept: the binary-weight networks of Rastegari et al. (<i>XNOR-Net</i>, ECCV
 * 2016, section 3.1). For given signs the mean magnitude is the scale of least squared error.
 */
public final class BinaryWeights {
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 1;

    private BinaryWeights() {}

    /**
     * The codebook {a, -a}, where a is the mean magnitude of all weights. Nothing is pruned: a weight of 0 becomes a.
     *
     * @param weights finite
     * @return if all weights are 0 (or their mean magnitude is none that a float has), the codebook {0}
     */
    public static SharedTensor of(float[] weights) {
        float scale = meanMagnitude(weights);
        int[] codes = new int[weights.length];
        if (scale == 0) {
            return new SharedTensor(new float[1], codes);
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = weights[i] < 0 ? NEGATIVE : POSITIVE;
        }
        return new SharedTensor(new float[] {scale, -scale}, codes);
    }

    private static float meanMagnitude(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += Math.abs(weight);
        }
        return weights.length == 0 ? 0 : (float) (sum / weights.length);
    }
}
