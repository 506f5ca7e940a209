package winnow.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import winnow.network.Codebook;
import winnow.network.InvalidInputException;
import winnow.quantize.Calibration;

/**
 * What a user may decide of a compression; the rest is found under the budget.
 *
 * @param density        share of weights to keep, above 0, at most 1; what layers without a name keep they keep together
 * @param codebook       entries, the one of pruned weights included, 2..256
 * @param form           what values weights take
 * @param ranks          layers to be replaced by two of this rank
 * @param groups         convolutions to be cut into so many groups of output channels with a codebook each
 * @param activationBits of every tensor, 2..16; empty: find them
 * @param codebookBits   greatest width of a codebook's entries, 2..16
 * @param budget         accuracy that compression may cost, as a share of the images, 0..1
 * @param rounds         how often a density that is to be found may be lowered and the network trained again
 */
public record CompressionOptions(
        LayerValues<Double> density,
        LayerValues<Integer> codebook,
        LayerValues<WeightForm> form,
        Map<String, Integer> ranks,
        Map<String, Integer> groups,
        OptionalInt activationBits,
        int codebookBits,
        Calibration calibration,
        double budget,
        int rounds) {
    private static final int MOST_ROUNDS = 20;

    public CompressionOptions {
        ranks = Map.copyOf(ranks);
        groups = Map.copyOf(groups);
        List<String> problems = new ArrayList<>();
        if (!(budget >= 0 && budget <= 1)) {
            problems.add("--max-drop: " + 100 * budget + " is outside 0..100 percentage points");
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            problems.add("--rounds: " + rounds + " is outside 1.." + MOST_ROUNDS);
        }
        activationBits.ifPresent(bits -> requireBits("--activation-bits", bits, problems));
        requireBits("--codebook-bits", codebookBits, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static void requireBits(String option, int bits, List<String> problems) {
        if (bits < 2 || bits > 16) {
            problems.add(option + ": " + bits + " is outside 2..16");
        }
    }

    /** @throws IllegalArgumentException if the text is no density */
    public static double parseDensity(String text) {
        double density = number(text, "a share of the weights, such as 0.05");
        if (!(density > 0 && density <= 1)) {
            throw new IllegalArgumentException("is outside 0..1, 0 excluded; a density is a share of the weights, such as 0.05");
        }
        return density;
    }

    /** @throws IllegalArgumentException if the text is no size of a codebook */
    public static int parseEntries(String text) {
        double entries = number(text, "a whole number");
        if (entries != Math.rint(entries) || entries < 2 || entries > Codebook.MAXIMUM_SIZE) {
            throw new IllegalArgumentException("is no whole number in 2.." + Codebook.MAXIMUM_SIZE);
        }
        return (int) entries;
    }

    private static double number(String text, String what) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is neither auto nor " + what, e);
        }
    }
}
