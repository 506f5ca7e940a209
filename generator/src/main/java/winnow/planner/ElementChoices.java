package winnow.planner;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The choices of a fully-connected layer: every number of processing elements. More elements take fewer clocks, by and
 * large, so a number that keeps an interval is found by bisection, and only the numbers on its way are computed; where one
 * element more makes the balance worse, the number found can be one that is not the least.
 */
final class ElementChoices implements EngineChoices {
    private final Operation operation;
    private final StreamOrder input;
    private final int most;
    private final SortedMap<Integer, Long> cycles = new TreeMap<>();

    /**
     * @param most  elements to consider
     * @param input the order in which the input comes: it hardly matters for the clocks
     */
    ElementChoices(Operation operation, int most, BeatOrder input) {
        this.operation = operation;
        this.input = input.stream(operation.input().shape());
        this.most = most;
    }

    private long cycles(int elements) {
        return cycles.computeIfAbsent(elements, n -> FullyConnectedPlan.of(operation, input, n).cycles());
    }

    @Override
    public List<Candidate> within(long interval) {
        cycles((int) Bisection.least(1, most, elements -> cycles((int) elements) <= interval));
        return cycles.entrySet().stream()
                .filter(known -> known.getValue() <= interval)
                .findFirst()
                .map(known -> new Candidate(this, 1, 1, 1, known.getKey(), known.getValue()))
                .stream().toList();
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder stream, long interval) {
        return stream.pixels() == 1;
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder stream) {
        return FullyConnectedPlan.of(operation, stream, candidate.lanes());
    }
}
