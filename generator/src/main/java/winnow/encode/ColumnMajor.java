package winnow.encode;

import java.util.Arrays;
import java.util.stream.IntStream;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/** A fully-connected layer's weights column by column, as an engine that broadcasts activations walks them. */
public final class ColumnMajor {
    private ColumnMajor() {}

    /** The transposed tensor: its outputs are the columns (inputs) of the given one, its inputs the rows (outputs). */
    public static SparseWeights of(SparseWeights weights) {
        int columns = weights.perOutput();
        int rows = weights.outputs();
        int[] next = new int[columns + 1];
        weights.positions().stream().forEach(position -> next[position % columns + 1]++);
        Arrays.parallelPrefix(next, Integer::sum);
        int[] positions = new int[weights.nonzeros()];
        int[] codes = new int[weights.nonzeros()];
        IntStream.range(0, weights.nonzeros()).forEach(i -> {
            int position = weights.positions().get(i);
            int at = next[position % columns]++;
            positions[at] = position % columns * rows + position / columns;
            codes[at] = weights.codes().get(i);
        });
        return new SparseWeights(columns, rows, 1, 1, Ints.of(positions), Ints.of(codes), weights.indexBits());
    }
}
