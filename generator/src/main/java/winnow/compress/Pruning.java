package winnow.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes the weights of least magnitude (Han et al., <i>Learning both Weights and Connections</i>, NIPS 2015). */
public final class Pruning {
    private Pruning() {}

    /**
     * The given number of largest magnitudes as they are, of equal ones those that come first, and 0 everywhere else.
     *
     * @param weights not NaN
     * @param count   0..the number of weights
     */
    public static float[] keepLargest(float[] weights, int count) {
        if (count < 0 || count > weights.length) {
            throw new IllegalArgumentException(
                    "of " + weights.length + " weights 0.." + weights.length + " can be kept, not " + count);
        }
        float[] kept = new float[weights.length];
        if (count == 0) {
            return kept;
        }
        float[] magnitudes = magnitudes(weights, 1);
        MagnitudeRank rank = MagnitudeRank.of(List.of(magnitudes), count);
        long ties = rank.ties();
        for (int i = 0; i < kept.length; i++) {
            if (rank.isAbove(magnitudes[i]) || rank.isTie(magnitudes[i]) && ties-- > 0) {
                kept[i] = weights[i];
            }
        }
        return kept;
    }

    /**
     * How many weights each layer keeps if one threshold holds for all of them; {@link #keepLargest} then prunes a layer.
     *
     * <p>Magnitudes are compared after division by their layer's root mean square, zeros included. The scale of a layer's
     * weights says little about what they are worth: it follows from the number of its inputs (He et al., <i>Delving Deep
     * into Rectifiers</i>, 2015), and a layer can be multiplied by a factor, and the next behind a rectifier divided by it,
     * without any change of the network. A threshold for bare magnitudes would take wide layers away altogether. Han et al.
     * (2015, section 4) for the same reason multiply one quality parameter by each layer's standard deviation.
     *
     * @param weights by layer, in the order in which equal magnitudes are kept; not NaN
     * @param density share of all weights to keep, above 0, at most 1
     * @return by layer, in the same order, at least 1 unless the layer has no weights: a layer without weights passes
     *     nothing on. So the sum may exceed density x weights by as many as there are layers.
     */
    public static Map<String, Integer> globalCounts(Map<String, float[]> weights, double density) {
        if (!(density > 0 && density <= 1)) {
            throw new IllegalArgumentException("a density lies above 0 and is at most 1, not " + density);
        }
        Map<String, float[]> magnitudes = new LinkedHashMap<>();
        weights.forEach((layer, values) -> magnitudes.put(layer, magnitudes(values, rootMeanSquare(values))));
        long total = weights.values().stream().mapToLong(values -> values.length).sum();
        long count = Math.max(Math.min(1, total), Math.round(total * density));
        return total == 0 ? emptyCounts(weights)
                : counts(magnitudes, MagnitudeRank.of(new ArrayList<>(magnitudes.values()), count));
    }

    private static Map<String, Integer> emptyCounts(Map<String, float[]> weights) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        weights.keySet().forEach(layer -> counts.put(layer, 0));
        return counts;
    }

    private static Map<String, Integer> counts(Map<String, float[]> magnitudes, MagnitudeRank rank) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        long ties = rank.ties();
        for (Map.Entry<String, float[]> layer : magnitudes.entrySet()) {
            int above = 0;
            int tied = 0;
            for (float magnitude : layer.getValue()) {
                above += rank.isAbove(magnitude) ? 1 : 0;
                tied += rank.isTie(magnitude) ? 1 : 0;
            }
            int keptTies = (int) Math.min(ties, tied);
            ties -= keptTies;
            counts.put(layer.getKey(), Math.max(Math.min(1, layer.getValue().length), above + keptTies));
        }
        return counts;
    }

    /** @param unit what a magnitude of 1 stands for; of a layer of zeros 0, and its magnitudes stay 0 */
    private static float[] magnitudes(float[] weights, double unit) {
        double scale = unit == 0 ? 0 : 1 / unit;
        float[] magnitudes = new float[weights.length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = (float) (Math.abs(weights[i]) * scale);
            if (Float.isNaN(magnitudes[i])) {
                throw new IllegalArgumentException("weight " + i + " is not a number");
            }
        }
        return magnitudes;
    }

    private static double rootMeanSquare(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += (double) weight * weight;
        }
        return weights.length == 0 ? 0 : Math.sqrt(sum / weights.length);
    }
}
