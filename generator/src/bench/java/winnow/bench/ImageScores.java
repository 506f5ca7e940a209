package winnow.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One image's scores by the float network and by the integer network.
 *
 * @param expected     the float network's class: the best score's; of a network with one score 1 if it is above 0, else 0
 * @param got          the integer network's class; the first of equal scores wins
 * @param margin       how far the float network's best score is from the second best (from 0, if there is one score)
 * @param signal       sum of the squares of the float scores
 * @param noise        sum of the squares of the differences
 * @param largestError greatest difference of a score
 */
record ImageScores(String image, int expected, int got, double margin, double signal, double noise, double largestError) {
    /** @param step what one in an integer score is worth */
    static ImageScores of(String image, float[] scores, int[] integers, double step) {
        if (scores.length != integers.length) {
            throw new IllegalArgumentException(
                    image + ": " + scores.length + " float scores, " + integers.length + " integer scores");
        }
        double[] floats = new double[scores.length];
        double[] quantized = new double[scores.length];
        double signal = 0;
        double noise = 0;
        double largest = 0;
        for (int i = 0; i < floats.length; i++) {
            floats[i] = scores[i];
            quantized[i] = integers[i] * step;
            double error = Math.abs(floats[i] - quantized[i]);
            signal += floats[i] * floats[i];
            noise += error * error;
            largest = Math.max(largest, error);
        }
        return new ImageScores(image, decision(floats), decision(quantized), margin(floats), signal, noise, largest);
    }

    private static int decision(double[] scores) {
        if (scores.length == 1) {
            return scores[0] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static double margin(double[] scores) {
        if (scores.length == 1) {
            return Math.abs(scores[0]);
        }
        double best = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            second = Math.max(second, Math.min(best, score));
            best = Math.max(best, score);
        }
        return best - second;
    }

    boolean agreed() {
        return expected == got;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", image);
        json.put("float_class", expected);
        json.put("integer_class", got);
        json.put("float_margin", margin);
        json.put("signal", signal);
        json.put("noise", noise);
        json.put("largest_error", largestError);
        return json;
    }
}
