package winnow.compress;

/**
 * A layer's weights as codes into a codebook. Both are plain arrays, not copied and not to be changed: a training step reads
 * the code of every weight.
 *
 * @param codebook at least 1 different, finite values; if one of them is 0, it is the first
 * @param codes    one per weight, in the tensor's order, each below the codebook's length; a pruned weight's is
 *                 {@value #PRUNED}, and where any weight is pruned, the first value is 0
 */
public record SharedTensor(float[] codebook, int[] codes) {
    /** The code of a pruned weight. Binary weights have none, and what they store under this code is not 0. */
    public static final int PRUNED = 0;

    public SharedTensor {
        if (codebook.length == 0) {
            throw new IllegalArgumentException("a codebook has at least 1 entry");
        }
        for (int entry = 0; entry < codebook.length; entry++) {
            if (!Float.isFinite(codebook[entry]) || codebook[entry] == 0 && entry != PRUNED) {
                throw new IllegalArgumentException("codebook entry " + entry + ": " + codebook[entry]
                        + "; entries are finite, and 0 is the first of them only");
            }
        }
        for (int weight = 0; weight < codes.length; weight++) {
            if (codes[weight] < 0 || codes[weight] >= codebook.length) {
                throw new IllegalArgumentException("weight " + weight + ": code " + codes[weight]
                        + " is not in the codebook of " + codebook.length + " entries");
            }
        }
    }

    /** Whether the codebook has an entry for pruned weights. */
    public boolean hasZero() {
        return codebook[PRUNED] == 0;
    }

    /** The weights, one per code. */
    public float[] dense() {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codebook[codes[i]];
        }
        return values;
    }
}
