package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
    @Test
    void agreesWithLloydsIterationWordForWord() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            boolean pruned = random.nextBoolean();
            float[] weights = weights(random, 20 + random.nextInt(400), pruned ? 0.5 : 1);
            int entries = 2 + random.nextInt(20);
            SharedTensor shared = Clustering.ofSize(weights, entries);
            double[] expected = lloyd(weights, pruned ? entries - 1 : entries);
            float[] dense = shared.dense();
            for (int i = 0; i < weights.length; i++) {
                assertEquals(expected[i], dense[i], 1e-6, "seed " + seed + ", weight " + i);
            }
            assertTrue(shared.codebook().length <= entries);
            assertEquals(pruned, shared.hasZero());
        }
    }

    private static float[] weights(Random random, int count, double density) {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = random.nextDouble() < density ? (float) (random.nextGaussian() * 0.1 + 0.01) : 0;
        }
        // One at least, so that the two cases differ for certain
        weights[0] = density < 1 ? 0 : weights[0];
        return weights;
    }

    /** Each weight's centroid in the end. */
    private static double[] lloyd(float[] weights, int clusters) {
        double least = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).filter(w -> w != 0).min().orElseThrow();
        double greatest = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).filter(w -> w != 0).max().orElseThrow();
        double[] centroids = new double[clusters];
        for (int c = 0; c < clusters; c++) {
            centroids[c] = clusters == 1 ? 0 : least + (greatest - least) * c / (clusters - 1);
        }
        int[] codes = new int[weights.length];
        for (int[] before = {}; !Arrays.equals(before, codes);) {
            before = codes;
            codes = IntStream.range(0, weights.length).map(i -> weights[i] == 0 ? -1 : nearest(centroids, weights[i])).toArray();
            for (int c = 0; c < clusters; c++) {
                int cluster = c;
                int[] members = codes;
                centroids[c] = IntStream.range(0, weights.length).filter(i -> members[i] == cluster).mapToDouble(i -> weights[i])
                        .average().orElse(centroids[c]);
            }
        }
        int[] last = codes;
        return IntStream.range(0, weights.length).mapToDouble(i -> last[i] < 0 ? 0 : centroids[last[i]]).toArray();
    }

    private static int nearest(double[] centroids, float weight) {
        int best = 0;
        for (int c = 1; c < centroids.length; c++) {
            best = Math.abs(weight - centroids[c]) < Math.abs(weight - centroids[best]) ? c : best;
        }
        return best;
    }

    @Test
    void comesToRestWithEveryWeightNearestToItsOwnMean() {
        float[] weights = weights(new Random(3), 20_000, 0.3);
        SharedTensor shared = Clustering.ofSize(weights, 32);
        int entries = shared.codebook().length;
        assertTrue(entries > 24 && entries <= 32);
        double[] sums = new double[entries];
        int[] counts = new int[entries];
        for (int i = 0; i < weights.length; i++) {
            sums[shared.codes()[i]] += weights[i];
            counts[shared.codes()[i]]++;
            float own = shared.codebook()[shared.codes()[i]];
            for (int code = 1; code < entries && weights[i] != 0; code++) {
                assertTrue(Math.abs(weights[i] - own) <= Math.abs(weights[i] - shared.codebook()[code]) + 1e-7);
            }
        }
        for (int code = 0; code < entries; code++) {
            assertEquals(sums[code] / counts[code], shared.codebook()[code], 1e-7);
        }
    }

    @Test
    void exactlyTheZerosHaveTheCodeOfPrunedWeights() {
        float[] weights = weights(new Random(4), 1000, 0.2);
        SharedTensor shared = Clustering.ofSize(weights, 4);
        assertEquals(0, shared.codebook()[SharedTensor.PRUNED]);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(weights[i] == 0, shared.codes()[i] == SharedTensor.PRUNED);
        }
    }

    @Test
    void noMoreEntriesThanDifferentWeights() {
        SharedTensor shared = Clustering.ofSize(new float[] {0.5f, 0, -1, 0.5f, 2, -0f}, 256);
        assertArrayEquals(new float[] {0, -1, 0.5f, 2}, shared.codebook());
        assertArrayEquals(new int[] {2, 0, 1, 2, 3, 0}, shared.codes());
    }

    @Test
    void withoutZerosEveryEntryIsACluster() {
        SharedTensor shared = Clustering.ofSize(new float[] {3, 1, 1, 3}, 2);
        assertArrayEquals(new float[] {1, 3}, shared.codebook());
        assertArrayEquals(new int[] {1, 0, 0, 1}, shared.codes());
        assertFalse(shared.hasZero());
    }

    @Test
    void nothingButZerosIsOneEntry() {
        SharedTensor shared = Clustering.ofSize(new float[] {0, -0f, 0}, 16);
        assertArrayEquals(new float[] {0}, shared.codebook());
        assertArrayEquals(new int[3], shared.codes());
    }

    @Test
    void equalWeightsAreOneEntryWithoutLoss() {
        float[] weights = new float[1000];
        Arrays.fill(weights, 0.1f);
        for (int entries : new int[] {2, 3, 256}) {
            SharedTensor shared = Clustering.ofSize(weights, entries);
            assertArrayEquals(new float[] {0.1f}, shared.codebook());
            assertArrayEquals(weights, shared.dense());
        }
        assertArrayEquals(new float[] {-7}, Clustering.ofSize(new float[] {-7}, 2).dense());
    }

    @Test
    void aClusterOfMeanZeroIsPruned() {
        SharedTensor withoutZeros = Clustering.ofSize(new float[] {1, 5, -1}, 2);
        assertArrayEquals(new float[] {0, 5}, withoutZeros.codebook());
        assertArrayEquals(new int[] {0, 1, 0}, withoutZeros.codes());
        SharedTensor withZeros = Clustering.ofSize(new float[] {1, 0, 5, -1}, 3);
        assertArrayEquals(new float[] {0, 5}, withZeros.codebook());
        assertArrayEquals(new int[] {0, 0, 1, 0}, withZeros.codes());
    }

    @Test
    void smallWeightsAreNotLostBesideAHugeOne() {
        SharedTensor shared = Clustering.ofSize(new float[] {-1e30f, 1e-3f, 3e-3f, 2e-3f, 0}, 3);
        assertArrayEquals(new float[] {0, -1e30f, 2e-3f}, shared.codebook(), 1e-9f);
        float most = Float.MAX_VALUE;
        assertArrayEquals(new float[] {-most, most}, Clustering.ofSize(new float[] {most, -most, -most}, 2).codebook());
    }

    @Test
    void centroidsStartEvenlyBetweenLeastAndGreatest() {
        // Of starts at 0.1, 3.4, 6.7 and 10 the two in the middle never get a weight; other starts would split the small ones
        float[] weights = {0.1f, 0.11f, 0.12f, 0.3f, 0.31f, 10};
        float mean = (0.1f + 0.11f + 0.12f + 0.3f + 0.31f) / 5;
        assertArrayEquals(new float[] {mean, 10}, Clustering.ofSize(weights, 4).codebook(), 1e-6f);
    }

    @Test
    void refusesSizesAndWeightsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> Clustering.ofSize(new float[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> Clustering.ofSize(new float[] {1}, 257));
        assertThrows(IllegalArgumentException.class, () -> Clustering.ofSize(new float[] {Float.NaN}, 2));
        assertThrows(IllegalArgumentException.class, () -> Clustering.ofSize(new float[] {Float.POSITIVE_INFINITY}, 2));
    }
}
