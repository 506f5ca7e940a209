package winnow.planner;

import java.util.Arrays;
import java.util.List;

/**
 * Clocks that a fully-connected layer takes for given activations, the next frame's input always waiting: the broadcast
 * sends one activation a clock to all elements and waits while any queue is full; an element takes a clock per entry of
 * the column, at least one; when all are done, the outputs are read one a clock.
 */
final class ElementQueues {
    /** Activations between broadcast and an element's first entry: the queue, its output register, the column's. */
    private static final int IN_FLIGHT = FullyConnectedPlan.QUEUE_DEPTH + 2;

    /** From a column's last entry to `finished`: decoder, codebook, product, accumulator. */
    private static final int PIPELINE = 7;

    /** From the last row read to the elements' restart. */
    private static final int RESTART = 4;

    private ElementQueues() {}

    static long cycles(FullyConnectedPlan plan, int[] activations) {
        int[] positions = plan.input().positions();
        int[] columns = broadcastColumns(positions, activations);
        List<ElementWeights> weights = plan.elementWeights();
        int[][] work = new int[weights.size()][];
        for (int element = 0; element < work.length; element++) {
            int[] entries = weights.get(element).entriesPerColumn(plan.indexBits());
            work[element] = Arrays.stream(columns).map(column -> activations[positions[column]] == 0
                    ? 1 : Math.max(1, entries[column])).toArray();
        }
        long accumulated = lastStepEnds(columns, work);
        return accumulated + PIPELINE + plan.layer().weights().outputs() + RESTART;
    }

    /** Beats that are broadcast: non-zero activations, and the frame's last whatever it is. */
    private static int[] broadcastColumns(int[] positions, int[] activations) {
        int[] columns = new int[positions.length];
        int count = 0;
        for (int beat = 0; beat < positions.length; beat++) {
            if (activations[positions[beat]] != 0 || beat == positions.length - 1) {
                columns[count++] = beat;
            }
        }
        return Arrays.copyOf(columns, count);
    }

    /** When the slowest element ends its last column, counted from the elements' start with queues already full. */
    private static long lastStepEnds(int[] columns, int[][] work) {
        int elements = work.length;
        long[] free = new long[elements];
        long[][] started = new long[elements][IN_FLIGHT];
        long broadcast = -IN_FLIGHT;
        int previousColumn = -1;
        for (int token = 0; token < columns.length; token++) {
            broadcast = token < IN_FLIGHT ? 0 : broadcast + columns[token] - previousColumn;
            previousColumn = columns[token];
            int slot = token % IN_FLIGHT;
            if (token >= IN_FLIGHT) {
                for (long[] starts : started) {
                    broadcast = Math.max(broadcast, starts[slot] + 1);
                }
            }
            for (int element = 0; element < elements; element++) {
                long start = Math.max(free[element], broadcast);
                started[element][slot] = start;
                free[element] = start + work[element][token];
            }
        }
        return Arrays.stream(free).max().orElse(0);
    }
}
