package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Binary and ternary weights. */
class FewValuesTest {
    @Test
    void binaryWeightsHaveTheMeanMagnitudeAndTheirSigns() {
        SharedTensor shared = BinaryWeights.of(new float[] {1, -2, 0, 3, -0f});
        assertArrayEquals(new float[] {1.2f, -1.2f}, shared.codebook());
        assertArrayEquals(new int[] {0, 1, 0, 0, 0}, shared.codes());
        assertFalse(shared.hasZero());
    }

    @Test
    void noOtherBinaryScaleHasALesserError() {
        float[] weights = new RandomFloatNetworks(1).gaussian(500);
        SharedTensor shared = BinaryWeights.of(weights);
        double error = squaredError(weights, shared);
        for (float factor : new float[] {0.98f, 1.02f}) {
            float scale = shared.codebook()[0] * factor;
            assertTrue(squaredError(weights, new SharedTensor(new float[] {scale, -scale}, shared.codes())) > error);
        }
    }

    @Test
    void zerosAreTheOnlyBinaryWeightsWithoutASign() {
        assertArrayEquals(new float[] {0}, BinaryWeights.of(new float[2]).codebook());
        assertArrayEquals(new float[2], BinaryWeights.of(new float[2]).dense());
        assertArrayEquals(new float[] {-5}, BinaryWeights.of(new float[] {-5}).dense());
        assertEquals(0, BinaryWeights.of(new float[0]).codes().length);
    }

    @Test
    void ternaryWeightsHaveTheMeansOfTheSurvivorsOfEachSign() {
        SharedTensor shared = TernaryWeights.of(new float[] {10, 2, 0.5f, 0, -0.5f, -0.75f, -1.25f}, 0.05);
        assertArrayEquals(new float[] {0, 6, -1}, shared.codebook());
        // 0.5 is the threshold, and not above it
        assertArrayEquals(new int[] {1, 1, 0, 0, 0, 2, 2}, shared.codes());
    }

    @Test
    void theThresholdIsATwentiethOfTheGreatestUnlessGiven() {
        float[] weights = {-20, 1.1f, 0.9f};
        assertArrayEquals(new float[] {-20, 1.1f, 0}, TernaryWeights.of(weights).dense());
        assertArrayEquals(new float[] {-20, 1, 1}, TernaryWeights.of(weights, 0).dense());
        assertArrayEquals(new float[] {-20, 0, 0}, TernaryWeights.of(weights, 0.5).dense());
    }

    @Test
    void noOtherTernaryScalesHaveALesserError() {
        float[] weights = new RandomFloatNetworks(2).gaussian(500);
        SharedTensor shared = TernaryWeights.of(weights, 0.3);
        double error = squaredError(weights, shared);
        for (int entry = 1; entry <= 2; entry++) {
            for (float factor : new float[] {0.98f, 1.02f}) {
                float[] codebook = shared.codebook().clone();
                codebook[entry] *= factor;
                assertTrue(squaredError(weights, new SharedTensor(codebook, shared.codes())) > error);
            }
        }
    }

    @Test
    void aSignThatNoSurvivorHasIsLeftOut() {
        assertArrayEquals(new float[] {0, 3}, TernaryWeights.of(new float[] {3, 3, -0.01f}).codebook());
        assertArrayEquals(new int[] {1, 0}, TernaryWeights.of(new float[] {-3, 0.01f}).codes());
        assertArrayEquals(new float[] {0, -3}, TernaryWeights.of(new float[] {-3, 0.01f}).codebook());
        assertArrayEquals(new float[] {0}, TernaryWeights.of(new float[4]).codebook());
        assertArrayEquals(new float[4], TernaryWeights.of(new float[4]).dense());
    }

    @Test
    void refusesThresholdsThatLeaveNothing() {
        for (double share : new double[] {1, -0.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> TernaryWeights.of(new float[] {1}, share));
        }
    }

    @Test
    void sharedTensorsRefuseCodesAndEntriesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new SharedTensor(new float[0], new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new SharedTensor(new float[] {1, 0}, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new SharedTensor(new float[] {Float.NaN}, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new SharedTensor(new float[] {1}, new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> new SharedTensor(new float[] {1}, new int[] {-1}));
    }

    private static double squaredError(float[] weights, SharedTensor shared) {
        double error = 0;
        float[] dense = shared.dense();
        for (int i = 0; i < weights.length; i++) {
            error += Math.pow(weights[i] - dense[i], 2);
        }
        return error;
    }
}
