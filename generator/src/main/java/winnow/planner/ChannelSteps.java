package winnow.planner;

import java.util.Arrays;
import winnow.compress.WeightEncoding;
import winnow.network.SparseWeights;

/** How many clocks the weight decoder takes for each output channel of a convolution. */
final class ChannelSteps {
    private static final int MAXIMUM_MASK_BITS = 64;

    private ChannelSteps() {}

    /** Clocks per channel, 0 for a channel without weights (which still takes one, to emit its bias). */
    static int[] of(SparseWeights weights, WeightEncoding encoding) {
        if (encoding instanceof WeightEncoding.Bitmask) {
            return maskSteps(weights);
        }
        return Arrays.stream(encoding.entriesPerOutput(weights)).mapToInt(Math::toIntExact).toArray();
    }

    /**
     * Bits of a word of the bitmask: the greatest divisor of a channel's positions that is at most 64, so that no bit is
     * wasted.
     */
    static int maskWidth(SparseWeights weights) {
        int width = Math.min(MAXIMUM_MASK_BITS, weights.perOutput());
        while (weights.perOutput() % width != 0) {
            width--;
        }
        return width;
    }

    /** One clock per weight, and one per mask word without any. */
    private static int[] maskSteps(SparseWeights weights) {
        int width = maskWidth(weights);
        int words = weights.perOutput() / width;
        int[] starts = weights.outputStarts();
        int[] steps = new int[weights.outputs()];
        for (int output = 0; output < steps.length; output++) {
            boolean[] used = new boolean[words];
            int usedWords = 0;
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                int word = weights.positions().get(i) % weights.perOutput() / width;
                usedWords += used[word] ? 0 : 1;
                used[word] = true;
            }
            int weightsOfOutput = starts[output + 1] - starts[output];
            steps[output] = weightsOfOutput == 0 ? 0 : weightsOfOutput + words - usedWords;
        }
        return steps;
    }
}
