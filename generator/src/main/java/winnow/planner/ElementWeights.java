package winnow.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.SparseWeights;

/**
 * The weights of one processing element, column by column: column j has the weights {@code columnStarts[j]} to
 * {@code columnStarts[j + 1] - 1}, rows ascending.
 */
final class ElementWeights {
    private final int[] columnStarts;
    private final int[] rows;
    private final int[] codes;

    private ElementWeights(int[] columnStarts, int[] rows, int[] codes) {
        this.columnStarts = columnStarts;
        this.rows = rows;
        this.codes = codes;
    }

    /**
     * Distributes a matrix over the elements of all groups.
     *
     * @param assignments per group, which of its elements owns which row
     * @param places      per input, where in a frame it comes
     * @return the elements of the first group, then of the second, and so on
     */
    static List<ElementWeights> distribute(
            SparseWeights weights, ColumnGroups groups, List<RowAssignment> assignments, int[] places) {
        int[] starts = weights.outputStarts();
        List<ElementWeights> elements = new ArrayList<>();
        for (int group = 0; group < groups.groups(); group++) {
            int[] columns = columnsOf(group, groups, places);
            assignments.get(group).rows().forEach(
                    outputs -> elements.add(of(weights, starts, outputs.toArray(), columns, groups.columns())));
        }
        return elements;
    }

    /** Per input its column in a group, -1 if it belongs to another. */
    private static int[] columnsOf(int group, ColumnGroups groups, int[] places) {
        return Arrays.stream(places).map(place -> groups.group(place) == group ? groups.column(place) : -1).toArray();
    }

    private static ElementWeights of(SparseWeights weights, int[] starts, int[] outputs, int[] columnOf, int columns) {
        int[] columnStarts = new int[columns + 1];
        for (int output : outputs) {
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                int column = columnOf[weights.positions().get(i) - output * weights.perOutput()];
                if (column >= 0) {
                    columnStarts[column + 1]++;
                }
            }
        }
        Arrays.parallelPrefix(columnStarts, Integer::sum);
        int[] next = columnStarts.clone();
        int[] rows = new int[columnStarts[columns]];
        int[] codes = new int[rows.length];
        for (int row = 0; row < outputs.length; row++) {
            int output = outputs[row];
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                int column = columnOf[weights.positions().get(i) - output * weights.perOutput()];
                if (column >= 0) {
                    rows[next[column]] = row;
                    codes[next[column]++] = weights.codes().get(i);
                }
            }
        }
        return new ElementWeights(columnStarts, rows, codes);
    }

    /** The rows without a weight before the weight, in its column. */
    private int gap(int weight, int columnStart) {
        return weight == columnStart ? rows[weight] : rows[weight] - rows[weight - 1] - 1;
    }

    /** The greatest gap. */
    int mostGap() {
        int most = 0;
        for (int column = 0; column + 1 < columnStarts.length; column++) {
            for (int i = columnStarts[column]; i < columnStarts[column + 1]; i++) {
                most = Math.max(most, gap(i, columnStarts[column]));
            }
        }
        return most;
    }

    /** Words of each column if gaps have so many bits. */
    int[] wordsPerColumn(int gapBits) {
        int longGap = (1 << gapBits) - 1;
        int[] words = new int[columnStarts.length - 1];
        for (int column = 0; column < words.length; column++) {
            boolean open = false;
            for (int i = columnStarts[column]; i < columnStarts[column + 1]; i++) {
                boolean fits = gap(i, columnStarts[column]) < longGap;
                words[column] += fits && open ? 0 : 1;
                open = fits && !open;
            }
        }
        return words;
    }

    /** The weights as words. */
    PairedWords words(int gapBits, int codeBits) {
        PairedWords.Writer writer = new PairedWords.Writer(gapBits, codeBits);
        for (int column = 0; column + 1 < columnStarts.length; column++) {
            for (int i = columnStarts[column]; i < columnStarts[column + 1]; i++) {
                writer.weight(gap(i, columnStarts[column]), codes[i]);
            }
            writer.endColumn();
        }
        return writer.words();
    }
}
