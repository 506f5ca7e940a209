package winnow.train;

/**
 * Shares the weights that pruning left: k-means whose centroids start evenly spaced between the least and the greatest
 * weight, which Han et al. (2016, section 3.2) found best because it leaves centroids to the few large weights.
 */
final class Clusterer {
    private static final int MAXIMUM_ROUNDS = 200;

    private final float[] weights;
    private final int[] codes;
    private final double[] centroids;

    private Clusterer(float[] weights, int clusters) {
        this.weights = weights;
        codes = new int[weights.length];
        centroids = new double[1 + clusters];
    }

    /**
     * Clusters the weights that are not 0 into 2^bits - 1 clusters; entry 0 of the codebook stands for the others.
     *
     * @param codeBits width of a code in the file
     */
    static SharedWeights cluster(float[] weights, int codeBits) {
        Clusterer clusterer = new Clusterer(weights, (1 << codeBits) - 1);
        clusterer.spaceEvenly();
        for (int round = 0; clusterer.assign() && round < MAXIMUM_ROUNDS; round++) {
            clusterer.moveToMeans();
        }
        return clusterer.withoutEmptyClusters();
    }

    private void spaceEvenly() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (float weight : weights) {
            if (weight != 0) {
                least = Math.min(least, weight);
                greatest = Math.max(greatest, weight);
            }
        }
        for (int code = 1; code < centroids.length; code++) {
            centroids[code] = least + (greatest - least) * (code - 1) / (centroids.length - 2);
        }
    }

    /** Gives every weight its nearest centroid's code, and says whether any code changed. */
    private boolean assign() {
        boolean changed = false;
        for (int i = 0; i < weights.length; i++) {
            int code = weights[i] == 0 ? SharedWeights.PRUNED : nearest(weights[i]);
            changed |= code != codes[i];
            codes[i] = code;
        }
        return changed;
    }

    private int nearest(float weight) {
        int best = 1;
        for (int code = 2; code < centroids.length; code++) {
            if (Math.abs(weight - centroids[code]) < Math.abs(weight - centroids[best])) {
                best = code;
            }
        }
        return best;
    }

    private void moveToMeans() {
        double[] sums = new double[centroids.length];
        int[] counts = counts();
        for (int i = 0; i < weights.length; i++) {
            sums[codes[i]] += weights[i];
        }
        for (int code = 1; code < centroids.length; code++) {
            if (counts[code] > 0) {
                centroids[code] = sums[code] / counts[code];
            }
        }
    }

    private int[] counts() {
        int[] counts = new int[centroids.length];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }

    private SharedWeights withoutEmptyClusters() {
        int[] counts = counts();
        float[] codebook = new float[centroids.length];
        int[] newCodes = new int[centroids.length];
        int used = 1;
        for (int code = 1; code < centroids.length; code++) {
            if (counts[code] > 0) {
                codebook[used] = (float) centroids[code];
                newCodes[code] = used++;
            }
        }
        int[] compact = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            compact[i] = newCodes[codes[i]];
        }
        return new SharedWeights(codebook, compact, used);
    }
}
