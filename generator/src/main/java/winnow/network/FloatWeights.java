package winnow.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A layer's weights in floats: sparse positions and what their codes stand for.
 *
 * @param codebook at least 1 entry
 */
public record FloatWeights(SparseWeights sparse, Floats codebook) {
    /** Between the lossless reading of a tensor and its encoding no width of an index is chosen; this one holds the place. */
    private static final int INDEX_BITS = 8;

    /**
     * A tensor without loss: positions of what is not 0, and all different values in ascending order.
     *
     * @param values {@code [outputs][inputs][kernelHeight][kernelWidth]}, flattened, finite
     */
    public static FloatWeights of(int outputs, int inputs, int kernelHeight, int kernelWidth, float[] values) {
        int[] positions = IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
        float[] stored = new float[positions.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = values[positions[i]];
        }
        return of(outputs, inputs, kernelHeight, kernelWidth, Ints.of(positions), stored);
    }

    /**
     * The same for a tensor that is mostly zeros, such as that of a grouped convolution.
     *
     * @param positions as {@link SparseWeights} has them
     * @param stored    a value for each position, finite
     */
    public static FloatWeights of(int outputs, int inputs, int kernelHeight, int kernelWidth, Ints positions, float[] stored) {
        float[] sorted = stored.clone();
        Arrays.sort(sorted);
        int different = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[different++] = sorted[i];
            }
        }
        float[] codebook = Arrays.copyOf(sorted, Math.max(1, different));
        int[] codes = new int[stored.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Arrays.binarySearch(codebook, 0, different, stored[i]);
        }
        SparseWeights sparse = new SparseWeights(outputs, inputs, kernelHeight, kernelWidth, positions, Ints.of(codes), INDEX_BITS);
        return new FloatWeights(sparse, Floats.of(codebook));
    }

    /** The tensor with its zeros. */
    public float[] dense() {
        float[] values = new float[sparse.size()];
        for (int i = 0; i < sparse.nonzeros(); i++) {
            values[sparse.positions().get(i)] = codebook.get(sparse.codes().get(i));
        }
        return values;
    }
}
