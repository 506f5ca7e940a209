package winnow.planner;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The choices of a fully-connected layer: every number of processing elements. More elements take fewer clocks, by and
 * large, so a number that keeps an interval is found by bisection, and only the numbers on its way are computed; where one
 * element more makes the balance worse, the number found can be one that is not the least.
 */
final class ElementChoices implements LayerChoices {
    private final Operation operation;
    private final StreamOrder input;
    private final int most;
    private final SortedMap<Integer, Long> cycles = new TreeMap<>();

    /**
     * @param input a stream of the layer's input: in which order it comes hardly matters for the clocks
     * @param most  elements to consider
     */
    ElementChoices(Operation operation, StreamOrder input, int most) {
        this.operation = operation;
        this.input = input;
        this.most = most;
    }

    private long cycles(int elements) {
        return cycles.computeIfAbsent(elements, n -> FullyConnectedPlan.of(operation, input, n).cycles());
    }

    @Override
    public long mostCycles() {
        return cycles(1);
    }

    @Override
    public int maximumInputPixels() {
        return 1;
    }

    @Override
    public Optional<EnginePlan> cheapest(long interval, StreamOrder order, int minimumPixels, int maximumPixels) {
        int low = 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cycles(middle) <= interval) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        cycles(low);
        return cycles.entrySet().stream()
                .filter(known -> known.getValue() <= interval)
                .findFirst()
                .map(known -> FullyConnectedPlan.of(operation, order, known.getKey()));
    }
}
