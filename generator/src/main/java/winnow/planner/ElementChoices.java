package winnow.planner;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.network.Shape;

/**
 * The choices of a fully-connected layer with a number of column groups: every number of processing elements in each group.
 * More elements take fewer clocks, by and large, so the number that keeps an interval is searched upwards from the one that
 * could just do it if all were busy all the time; where one element more makes the balance worse, the number found can be one
 * that is not the least.
 */
final class ElementChoices implements EngineChoices {
    /** Clocks are counted in units of between a 64th and a 128th of them. */
    private static final int COARSENESS = 6;

    private final Operation operation;
    private final StreamOrder input;
    private final int groups;
    private final int pixels;
    private final int most;
    private final long products;
    private final SortedMap<Integer, Long> cycles = new TreeMap<>();

    /**
     * @param groups of columns
     * @param pixels of a beat of outputs
     * @param most   elements of a group to consider
     * @param camera whether the input comes in the camera's order: it hardly matters for the clocks
     */
    ElementChoices(Operation operation, int groups, int pixels, int most, boolean camera) {
        this.operation = operation;
        Shape shape = operation.input().shape();
        this.input = camera ? new StreamOrder.Camera(shape) : new StreamOrder.Tiled(shape, 1, shape.width(), 1);
        this.groups = groups;
        this.pixels = pixels;
        this.most = most;
        this.products = operation.nonzeroMacs();
    }

    /**
     * Rounded up, so that engines that differ by a hundredth count as equally fast and the one with the least memory is
     * taken: the clocks of another image differ by more.
     */
    private long cycles(int elements) {
        return cycles.computeIfAbsent(elements, n -> {
            long exact = FullyConnectedPlan.of(operation, input, groups, groups * n, pixels).cycles();
            long unit = Math.max(1, Long.highestOneBit(exact) >> COARSENESS);
            return (exact + unit - 1) / unit * unit;
        });
    }

    @Override
    public List<Candidate> within(long interval) {
        long least = Math.max(1, (products / groups + interval - 1) / interval);
        if (input.beats() > interval || least > most || cycles(most) > interval) {
            return List.of();
        }
        int failed = (int) least - 1;
        int passed = (int) least;
        for (int step = 1; cycles(passed) > interval; step *= 2) {
            failed = passed;
            passed = Math.min(most, passed + step);
        }
        int elements = (int) Bisection.least(failed + 1L, passed, tried -> cycles((int) tried) <= interval);
        return List.of(new Candidate(this, 1, 1, pixels, groups * elements, cycles(elements)));
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder stream, long interval) {
        return true;
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder stream) {
        return FullyConnectedPlan.of(operation, stream, groups, candidate.lanes(), pixels);
    }
}
