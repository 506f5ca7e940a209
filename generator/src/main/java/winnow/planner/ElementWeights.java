package winnow.planner;

import java.util.Arrays;
import java.util.List;
import winnow.network.SparseWeights;

/**
 * The weights of one processing element, column by column in the order in which activations arrive: column j has the
 * weights {@code columnStart(j)} to {@code columnStart(j + 1) - 1}, rows ascending.
 */
public final class ElementWeights {
    private final int[] columnStarts;
    private final int[] rows;
    private final int[] codes;

    private ElementWeights(int[] columnStarts, int[] rows, int[] codes) {
        this.columnStarts = columnStarts;
        this.rows = rows;
        this.codes = codes;
    }

    /**
     * Distributes a matrix.
     *
     * @param positions for every column in order of arrival, the input's place in the weight matrix
     */
    static List<ElementWeights> distribute(SparseWeights weights, RowAssignment assignment, int[] positions) {
        int[] arrival = new int[positions.length];
        for (int column = 0; column < positions.length; column++) {
            arrival[positions[column]] = column;
        }
        int[] starts = weights.outputStarts();
        return assignment.rows().stream().map(rows -> ofElement(weights, starts, rows.toArray(), arrival)).toList();
    }

    private static ElementWeights ofElement(SparseWeights weights, int[] starts, int[] outputs, int[] arrival) {
        int[] columnStarts = new int[arrival.length + 1];
        for (int output : outputs) {
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                columnStarts[arrival[weights.positions().get(i) - output * weights.perOutput()] + 1]++;
            }
        }
        Arrays.parallelPrefix(columnStarts, Integer::sum);
        int[] next = columnStarts.clone();
        int[] rows = new int[columnStarts[arrival.length]];
        int[] codes = new int[rows.length];
        for (int row = 0; row < outputs.length; row++) {
            int output = outputs[row];
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                int place = next[arrival[weights.positions().get(i) - output * weights.perOutput()]]++;
                rows[place] = row;
                codes[place] = weights.codes().get(i);
            }
        }
        return new ElementWeights(columnStarts, rows, codes);
    }

    public int columns() {
        return columnStarts.length - 1;
    }

    public int columnStart(int column) {
        return columnStarts[column];
    }

    public int row(int weight) {
        return rows[weight];
    }

    public int code(int weight) {
        return codes[weight];
    }

    /** Entries of all columns with a relative row index of the given width, padding included. */
    long entries(int indexBits) {
        long entries = rows.length;
        for (int column = 0; column < columns(); column++) {
            int next = 0;
            for (int i = columnStarts[column]; i < columnStarts[column + 1]; i++) {
                entries += rows[i] - next >> indexBits;
                next = rows[i] + 1;
            }
        }
        return entries;
    }

    /** Entries of each column with a relative row index of the given width, padding included. */
    public int[] entriesPerColumn(int indexBits) {
        int[] entries = new int[columns()];
        for (int column = 0; column < entries.length; column++) {
            int next = 0;
            for (int i = columnStarts[column]; i < columnStarts[column + 1]; i++) {
                entries[column] += 1 + (rows[i] - next >> indexBits);
                next = rows[i] + 1;
            }
        }
        return entries;
    }
}
