package winnow.encode;

import java.util.Comparator;
import java.util.stream.IntStream;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/**
 * Weights as (gap, rank) pairs, output channel by output channel.
 *
 * @param starts for every output its first entry, and at the end the number of entries
 * @param gaps   zeros between each weight and the one before it in its output channel, or the channel's start
 * @param ranks  places of the weights' codes in {@code codes}
 * @param codes  codes that are used, the most frequent first, the lower first among equals; at least one
 */
record RankedEntries(Ints starts, Ints gaps, Ints ranks, Ints codes) {
    static RankedEntries of(SparseWeights weights) {
        int[] codes = byFrequency(weights.codes());
        int[] places = new int[IntStream.of(codes).max().orElseThrow() + 1];
        for (int rank = 0; rank < codes.length; rank++) {
            places[codes[rank]] = rank;
        }
        int[] starts = weights.outputStarts();
        int[] gaps = new int[weights.nonzeros()];
        for (int output = 0; output < weights.outputs(); output++) {
            int next = output * weights.perOutput();
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                gaps[i] = weights.positions().get(i) - next;
                next = weights.positions().get(i) + 1;
            }
        }
        int[] ranks = weights.codes().stream().map(code -> places[code]).toArray();
        return new RankedEntries(Ints.of(starts), Ints.of(gaps), Ints.of(ranks), Ints.of(codes));
    }

    private static int[] byFrequency(Ints codes) {
        long[] uses = counts(codes);
        int[] order = IntStream.range(0, uses.length).filter(code -> uses[code] > 0).boxed()
                .sorted(Comparator.comparingLong(code -> -uses[code])).mapToInt(code -> code).toArray();
        return order.length == 0 ? new int[1] : order;
    }

    /** How often each value occurs, up to the greatest; at least that of 0. */
    static long[] counts(Ints values) {
        long[] counts = new long[values.stream().max().orElse(0) + 1];
        values.stream().forEach(value -> counts[value]++);
        return counts;
    }

    int outputs() {
        return starts.length() - 1;
    }
}
