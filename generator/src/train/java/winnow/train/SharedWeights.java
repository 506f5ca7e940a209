package winnow.train;

/**
 * A layer's weights as codes into a codebook, which trains on: an entry's gradient is the sum of its weights' gradients
 * (Han et al., 2016, section 3). The codes stay as they are.
 */
final class SharedWeights implements WeightUpdate {
    /** The code of a pruned weight; its codebook entry is 0 and does not train. */
    static final int PRUNED = 0;

    private final float[] codebook;
    private final int[] codes;
    private final int used;
    private final Adam adam;

    /**
     * @param codebook 2^bits values, the first of them 0
     * @param codes    one per weight, 0 for a pruned one
     * @param used     how many entries, counted from the first, the codes use
     */
    SharedWeights(float[] codebook, int[] codes, int used) {
        this.codebook = codebook;
        this.codes = codes;
        this.used = used;
        adam = new Adam(codebook.length);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        float[] sums = new float[codebook.length];
        for (int i = 0; i < codes.length; i++) {
            sums[codes[i]] += gradient[i];
        }
        sums[PRUNED] = 0;
        adam.step(codebook, sums, rate);
        copyTo(weights);
    }

    /** Writes every weight's value. */
    void copyTo(float[] weights) {
        for (int i = 0; i < codes.length; i++) {
            weights[i] = codebook[codes[i]];
        }
    }

    /** 2^bits values; those that no code uses are 0. */
    float[] codebook() {
        return codebook;
    }

    /** One code per weight, in the weights' order. */
    int[] codes() {
        return codes;
    }

    /** Codebook entries in use, the 0 among them. */
    int usedEntries() {
        return used;
    }

    /** Number of weights that are not pruned. */
    int kept() {
        int kept = 0;
        for (int code : codes) {
            kept += code == PRUNED ? 0 : 1;
        }
        return kept;
    }
}
