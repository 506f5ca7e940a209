package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/**
 * Which processing element owns which output row, so that all have about equally many weights: rows in the order of
 * falling weight count, each to the element that has least so far (Graham's LPT rule, 1969).
 *
 * @param rows per element its output rows, ascending; a row's place in the list is its number within the element
 */
public record RowAssignment(List<Ints> rows) {
    public RowAssignment {
        rows = List.copyOf(rows);
    }

    /** Distributes the outputs of a matrix over at most as many elements as it has outputs. */
    static RowAssignment balance(SparseWeights weights, int elements) {
        int[] starts = weights.outputStarts();
        List<List<Integer>> rows = new ArrayList<>();
        IntStream.range(0, elements).forEach(element -> rows.add(new ArrayList<>()));
        PriorityQueue<Load> loads = new PriorityQueue<>();
        IntStream.range(0, elements).forEach(element -> loads.add(new Load(0, 0, element)));
        IntStream.range(0, weights.outputs())
                .boxed()
                .sorted(Comparator.comparing(output -> starts[output] - starts[output + 1]))
                .forEach(output -> {
                    Load least = loads.remove();
                    rows.get(least.element).add(output);
                    loads.add(new Load(least.weights + starts[output + 1] - starts[output], least.rows + 1, least.element));
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

    /** Per output, {@code element * mostRows + row of the element}. */
    public int[] places() {
        int[] places = new int[rows.stream().mapToInt(Ints::length).sum()];
        for (int element = 0; element < elements(); element++) {
            for (int row = 0; row < rows.get(element).length(); row++) {
                places[rows.get(element).get(row)] = element * mostRows() + row;
            }
        }
        return places;
    }

    private record Load(int weights, int rows, int element) implements Comparable<Load> {
        @Override
        public int compareTo(Load other) {
            return Comparator.comparingInt(Load::weights)
                    .thenComparingInt(Load::rows)
                    .thenComparingInt(Load::element)
                    .compare(this, other);
        }
    }
}
