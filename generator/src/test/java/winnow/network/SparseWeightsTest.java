package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SparseWeightsTest {
    /** Two outputs, two inputs, kernels of 2 x 3 in kernels of 2 x 4: each row of a kernel begins at a multiple of 4. */
    @Test
    void aLargerKernelKeepsEveryWeightInItsRowAndColumn() {
        SparseWeights weights = new SparseWeights(2, 2, 2, 3, Ints.of(0, 2, 3, 6, 11, 12, 23), Ints.of(1, 2, 3, 4, 5, 6, 7), 4);
        assertEquals(new SparseWeights(2, 2, 2, 4, Ints.of(0, 2, 4, 8, 14, 16, 30), Ints.of(1, 2, 3, 4, 5, 6, 7), 4, 24),
                weights.inKernel(2, 4));
        assertEquals(new SparseWeights(2, 2, 4, 4, Ints.of(0, 2, 4, 16, 22, 32, 54), Ints.of(1, 2, 3, 4, 5, 6, 7), 4, 24),
                weights.inKernel(4, 4));
        assertEquals(weights, weights.inKernel(2, 3));
    }
}
