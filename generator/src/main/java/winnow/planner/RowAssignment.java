package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import winnow.network.Ints;

/**
 * Which processing element of a group owns which output row, so that all have about equally much to do: rows in the order of
 * falling load, each to the element that has least so far (Graham's LPT rule, 1969). Where several rows are read at once,
 * each place of a beat of outputs has elements of its own: the row o is read at the place o mod lanes.
 *
 * @param rows per element its output rows, ascending; a row's place in the list is its number within the element
 */
public record RowAssignment(List<Ints> rows) {
    public RowAssignment {
        rows = List.copyOf(rows);
    }

    /**
     * Distributes rows.
     *
     * @param loads    of each row
     * @param elements at least 1, a multiple of the lanes
     * @param lanes    rows that are read at once
     */
    static RowAssignment balance(long[] loads, int elements, int lanes) {
        List<List<Integer>> rows = new ArrayList<>();
        IntStream.range(0, elements).forEach(element -> rows.add(new ArrayList<>()));
        List<PriorityQueue<Load>> least = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            PriorityQueue<Load> queue = new PriorityQueue<>();
            IntStream.range(lane * elements / lanes, (lane + 1) * elements / lanes)
                    .forEach(element -> queue.add(new Load(0, 0, element)));
            least.add(queue);
        }
        IntStream.range(0, loads.length).boxed().sorted(Comparator.comparingLong(row -> -loads[row])).forEach(row -> {
            Load to = least.get(row % lanes).remove();
            rows.get(to.element).add(row);
            least.get(row % lanes).add(new Load(to.sum + loads[row], to.rows + 1, to.element));
        });
        return new RowAssignment(rows.stream()
                .map(list -> Ints.of(list.stream().mapToInt(Integer::intValue).sorted().toArray()))
                .toList());
    }

    public int elements() {
        return rows.size();
    }

    /** The most rows that any element has. */
    public int mostRows() {
        return rows.stream().mapToInt(Ints::length).max().orElseThrow();
    }

    /** Per output row, {@code element * mostRows + row of the element}. */
    public int[] places() {
        int[] places = new int[rows.stream().mapToInt(Ints::length).sum()];
        for (int element = 0; element < elements(); element++) {
            for (int row = 0; row < rows.get(element).length(); row++) {
                places[rows.get(element).get(row)] = element * mostRows() + row;
            }
        }
        return places;
    }

    private record Load(long sum, int rows, int element) implements Comparable<Load> {
        @Override
        public int compareTo(Load other) {
            return Comparator.comparingLong(Load::sum)
                    .thenComparingInt(Load::rows)
                    .thenComparingInt(Load::element)
                    .compare(this, other);
        }
    }
}
