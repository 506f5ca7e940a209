package winnow.retrain;

import java.util.ArrayList;
import java.util.List;
import winnow.network.FloatWeights;

/**
 * A layer's weights as codes into a codebook, which trains on: an entry's gradient is the sum of its weights' gradients
 * (Han et al., ICLR 2016, section 3.3). The codes stay as they are, and so does the entry of pruned weights, 0.
 */
final class SharedWeights implements WeightRule {
    private final float[] codebook;
    private final int[] codes;
    private final Adam adam;

    private SharedWeights(float[] codebook, int[] codes) {
        this.codebook = codebook;
        this.codes = codes;
        adam = new Adam(codebook.length);
    }

    /** Weights that are equal become one entry of the codebook. */
    static SharedWeights of(float[] weights) {
        FloatWeights values = FloatWeights.of(1, weights.length, 1, 1, weights);
        float[] codebook = new float[1 + values.codebook().length()];
        System.arraycopy(values.codebook().toArray(), 0, codebook, 1, codebook.length - 1);
        int[] codes = new int[weights.length];
        for (int i = 0; i < values.sparse().nonzeros(); i++) {
            codes[values.sparse().positions().get(i)] = 1 + values.sparse().codes().get(i);
        }
        return new SharedWeights(codebook, codes);
    }

    @Override
    public void step(float[] weights, float[] gradient, float rate, double progress) {
        float[] sums = new float[codebook.length];
        for (int i = 0; i < codes.length; i++) {
            sums[codes[i]] += gradient[i];
        }
        sums[0] = 0;
        adam.step(codebook, sums, rate);
        for (int i = 0; i < codes.length; i++) {
            weights[i] = codebook[codes[i]];
        }
    }

    @Override
    public List<float[]> state() {
        List<float[]> state = new ArrayList<>(adam.state());
        state.add(codebook);
        return state;
    }
}
