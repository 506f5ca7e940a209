package winnow.compress;

import java.util.ArrayList;
import java.util.List;
import winnow.network.InvalidInputException;
import winnow.retrain.Schedule;

/**
 * How long and how fast to train.
 *
 * @param pruneEpochs of each round of pruning, and of binary or ternary weights
 * @param shareEpochs of codebooks
 * @param rate        Adam's learning rate when pruning
 * @param shareRate   the same for codebooks
 * @param batch       images per step
 * @param shift       images move by up to so many pixels
 */
public record RetrainingOptions(
        int pruneEpochs, int shareEpochs, double rate, double shareRate, int batch, int shift, long seed) {
    public RetrainingOptions {
        List<String> problems = new ArrayList<>();
        requireWithin("--prune-epochs", pruneEpochs, 0, 10_000, problems);
        requireWithin("--share-epochs", shareEpochs, 0, 10_000, problems);
        requireWithin("--batch", batch, 1, 65_536, problems);
        requireWithin("--shift", shift, 0, 64, problems);
        for (double value : new double[] {rate, shareRate}) {
            if (!(value > 0 && value <= 1)) {
                problems.add("a learning rate of " + value + " is outside 0..1, 0 excluded");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static void requireWithin(String option, int value, int least, int most, List<String> problems) {
        if (value < least || value > most) {
            problems.add(option + ": " + value + " is outside " + least + ".." + most);
        }
    }

    Schedule pruning(String stage) {
        return new Schedule(stage, pruneEpochs, rate, batch, shift, seed);
    }

    Schedule sharing(String stage) {
        return new Schedule(stage, shareEpochs, shareRate, batch, shift, seed);
    }
}
