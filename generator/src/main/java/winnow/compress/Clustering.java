package winnow.compress;

import java.util.Arrays;
import winnow.network.Codebook;

/**
 * Shares the weights that pruning left: k-means by Lloyd's iteration, whose centroids start evenly spaced between the least
 * and the greatest weight. Han et al. (<i>Deep Compression</i>, ICLR 2016, section 3.2) found that start the best, because it
 * leaves centroids to the few large weights.
 *
 * <p>The weights are sorted once. A cluster then is a range, found by bisection, and its mean a difference of two running
 * sums: a round of k clusters of n weights is O(k log n).
 */
public final class Clustering {
    /** Codes of 1 to 8 bits. */
    private static final int LEAST_ENTRIES = 2;
    /** Rounds come to rest long before, except for millions of weights, where the last thousands change next to nothing. */
    private static final int MOST_ROUNDS = 10_000;

    /** The weights that take part, ascending. */
    private final float[] sorted;
    /** At i the sum of what lies between 0 and the i-th weight: small weights are not lost in the sum of large ones. */
    private final double[] running;
    private final double[] centroids;
    /** Cluster c has the weights starts[c] to starts[c + 1] - 1. */
    private int[] starts;

    private Clustering(float[] sorted, int clusters) {
        this.sorted = sorted;
        running = runningSums(sorted);
        centroids = evenlySpaced(sorted, clusters);
        starts = rangeStarts();
    }

    /**
     * Clusters the weights that are not 0.
     *
     * @param weights finite
     * @param entries the codebook's size, 2..256, counting the entry for pruned weights if any weight is 0. There are fewer
     *                if clusters remain empty, as with fewer different weights.
     * @return code 0 for pruned weights, if there are any; else ascending with the value. A cluster of positive and negative
     *     weights whose mean is exactly 0 is pruned.
     */
    public static SharedTensor ofSize(float[] weights, int entries) {
        if (entries < LEAST_ENTRIES || entries > Codebook.MAXIMUM_SIZE) {
            throw new IllegalArgumentException(
                    "a codebook has " + LEAST_ENTRIES + ".." + Codebook.MAXIMUM_SIZE + " entries, not " + entries);
        }
        float[] sorted = sortedNonzeros(weights);
        if (sorted.length == 0) {
            return new SharedTensor(new float[1], new int[weights.length]);
        }
        Clustering clustering = new Clustering(sorted, sorted.length < weights.length ? entries - 1 : entries);
        clustering.run();
        return clustering.shared(weights);
    }

    private static float[] sortedNonzeros(float[] weights) {
        float[] nonzeros = new float[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i] + ", not a finite number");
            }
            if (weights[i] != 0) {
                nonzeros[count++] = weights[i];
            }
        }
        Arrays.sort(nonzeros, 0, count);
        return Arrays.copyOf(nonzeros, count);
    }

    private static double[] runningSums(float[] sorted) {
        double[] running = new double[sorted.length + 1];
        int firstPositive = firstAbove(sorted, 0, 0);
        for (int i = firstPositive; i < sorted.length; i++) {
            running[i + 1] = running[i] + sorted[i];
        }
        for (int i = firstPositive - 1; i >= 0; i--) {
            running[i] = running[i + 1] - sorted[i];
        }
        return running;
    }

    private static double[] evenlySpaced(float[] sorted, int clusters) {
        double least = sorted[0];
        double greatest = sorted[sorted.length - 1];
        double[] centroids = new double[clusters];
        for (int c = 0; c < clusters; c++) {
            centroids[c] = clusters == 1 ? least : least + (greatest - least) * c / (clusters - 1);
        }
        return centroids;
    }

    private void run() {
        int[] before = {};
        for (int round = 0; round < MOST_ROUNDS && !Arrays.equals(before, starts); round++) {
            before = starts;
            moveToMeans();
            starts = rangeStarts();
        }
        moveToMeans();
    }

    /** Every weight belongs to the nearest centroid; halfway between two, to the lesser. */
    private int[] rangeStarts() {
        int[] places = new int[centroids.length + 1];
        for (int c = 1; c < centroids.length; c++) {
            places[c] = firstAbove(sorted, places[c - 1], (centroids[c - 1] + centroids[c]) / 2);
        }
        places[centroids.length] = sorted.length;
        return places;
    }

    /** Where the first weight above a limit stands, at or behind a place. */
    private static int firstAbove(float[] sorted, int from, double limit) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** An empty cluster stays where it is: weights may come to it yet. */
    private void moveToMeans() {
        for (int c = 0; c < centroids.length; c++) {
            int from = starts[c];
            int to = starts[c + 1];
            if (from < to) {
                double mean = (running[to] - running[from]) / (to - from);
                // Rounding of the sums must not move a mean out of its cluster
                centroids[c] = Math.max(sorted[from], Math.min(sorted[to - 1], mean));
            }
        }
    }

    /** Codebook and codes, without empty clusters. */
    private SharedTensor shared(float[] weights) {
        float[] greatest = new float[centroids.length];
        float[] means = new float[centroids.length];
        int used = 0;
        for (int c = 0; c < centroids.length; c++) {
            if (starts[c] < starts[c + 1]) {
                greatest[used] = sorted[starts[c + 1] - 1];
                means[used++] = (float) centroids[c];
            }
        }
        return coded(weights, Arrays.copyOf(greatest, used), Arrays.copyOf(means, used));
    }

    private SharedTensor coded(float[] weights, float[] greatest, float[] means) {
        boolean pruned = sorted.length < weights.length;
        float[] codebook = new float[means.length + 1];
        int[] entries = new int[means.length];
        int next = pruned || holdsZero(means) ? 1 : 0;
        for (int c = 0; c < means.length; c++) {
            entries[c] = means[c] == 0 ? SharedTensor.PRUNED : next;
            if (means[c] != 0) {
                codebook[next++] = means[c];
            }
        }
        int[] codes = new int[weights.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = weights[i] == 0 ? SharedTensor.PRUNED : entries[cluster(greatest, weights[i])];
        }
        return new SharedTensor(Arrays.copyOf(codebook, next), codes);
    }

    private static boolean holdsZero(float[] values) {
        for (float value : values) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }

    private static int cluster(float[] greatest, float weight) {
        int found = Arrays.binarySearch(greatest, weight);
        return found < 0 ? -1 - found : found;
    }
}
