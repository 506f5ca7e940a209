package winnow.bench;

import winnow.network.SparseWeights;

/**
 * Clocks and memory of a layer on an accelerator as Han et al. describe it (EIE, ISCA 2016): row r belongs to processing
 * element r mod N; an element holds each column as entries of a code and a relative row index of 4 bits, with a zero entry
 * where 15 zeros do not reach. One non-zero activation a clock goes to the queues of all elements and waits while any is full; an
 * element works on one entry a clock, zero entries included, and loses a clock with a column of which it has none.
 */
final class EieReference {
    /** Activations that the queue of an element holds in the paper. */
    static final int QUEUE_DEPTH = 8;

    private static final int INDEX_BITS = 4;
    private static final int CODE_BITS = 4;
    private static final int POINTER_BITS = 16;

    /** Per element, per column. */
    private final int[][] entries;

    EieReference(SparseWeights weights, int elements) {
        int columns = weights.perOutput();
        entries = new int[elements][columns];
        int[][] nextRow = new int[elements][columns];
        for (int weight = 0; weight < weights.nonzeros(); weight++) {
            int output = weights.positions().get(weight) / columns;
            int column = weights.positions().get(weight) % columns;
            int element = output % elements;
            int row = output / elements;
            entries[element][column] += 1 + (row - nextRow[element][column] >> INDEX_BITS);
            nextRow[element][column] = row + 1;
        }
    }

    /** Stored entries, zeros included. */
    long entries() {
        long sum = 0;
        for (int[] columns : entries) {
            for (int count : columns) {
                sum += count;
            }
        }
        return sum;
    }

    /** Bits of codes, indices and pointers: a pointer per column and element. */
    long storedBits() {
        return entries() * (CODE_BITS + INDEX_BITS) + (long) entries.length * entries[0].length * POINTER_BITS;
    }

    /**
     * Clocks from the first activation's broadcast to the last element's last entry. An activation is in the queue for at
     * least a clock, and leaves it when its element begins with it.
     *
     * @param depth of the queues, at least 1
     */
    long clocks(int[] activations, int depth) {
        int elements = entries.length;
        long[] free = new long[elements];
        long[][] began = new long[depth][elements];
        long sent = -1;
        int number = 0;
        for (int column = 0; column < activations.length; column++) {
            if (activations[column] == 0) {
                continue;
            }
            long[] slot = began[number++ % depth];
            sent++;
            for (long start : slot) {
                sent = Math.max(sent, start);
            }
            for (int element = 0; element < elements; element++) {
                slot[element] = Math.max(free[element], sent + 1);
                free[element] = slot[element] + Math.max(1, entries[element][column]);
            }
        }
        long last = 0;
        for (long end : free) {
            last = Math.max(last, end);
        }
        return last;
    }
}
