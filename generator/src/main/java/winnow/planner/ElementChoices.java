package winnow.planner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.network.IntegerLayer;
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
    private final int groups;
    private final int pixels;
    private final int most;
    private final boolean camera;
    private final long products;
    /** By pixels of a beat of the input, then by elements of a group. */
    private final Map<Integer, Map<Integer, Long>> cycles = new HashMap<>();

    /**
     * @param groups of columns
     * @param pixels of a beat of outputs
     * @param most   elements of a group to consider
     * @param camera whether the input comes in the camera's order; apart from that, it hardly matters in which order it comes
     */
    ElementChoices(Operation operation, int groups, int pixels, int most, boolean camera) {
        this.operation = operation;
        this.groups = groups;
        this.pixels = pixels;
        this.most = most;
        this.camera = camera;
        this.products = RowLoads.products((IntegerLayer.FullyConnected) operation.layers().get(0));
    }

    private StreamOrder input(int inputPixels) {
        Shape shape = operation.input().shape();
        return camera ? new StreamOrder.Camera(shape) : StreamOrder.vector(Shape.vector(shape.size()), inputPixels);
    }

    /**
     * Rounded up, so that engines that differ by a hundredth count as equally fast and the one with the least memory is
     * taken: the clocks of another image differ by more.
     */
    private long cycles(int elements, int inputPixels) {
        return cycles.computeIfAbsent(inputPixels, of -> new HashMap<>()).computeIfAbsent(elements, n -> {
            long exact = FullyConnectedPlan.of(operation, input(inputPixels), groups, groups * n, pixels).cycles();
            long unit = Math.max(1, Long.highestOneBit(exact) >> COARSENESS);
            return (exact + unit - 1) / unit * unit;
        });
    }

    /** For a narrow and for a wide input: behind an input between them one of both does. */
    @Override
    public List<Candidate> within(long interval) {
        return (camera ? IntStream.of(1) : IntStream.of(MAXIMUM_PIXELS, 1))
                .mapToObj(inputPixels -> within(interval, inputPixels)).flatMap(Optional::stream).distinct().toList();
    }

    private Optional<Candidate> within(long interval, int inputPixels) {
        long least = Math.max(1, (products / groups + interval - 1) / interval);
        if (input(inputPixels).beats() > interval || least > most || cycles(most, inputPixels) > interval) {
            return Optional.empty();
        }
        int failed = (int) least - 1;
        int passed = (int) least;
        for (int step = 1; cycles(passed, inputPixels) > interval; step *= 2) {
            failed = passed;
            passed = Math.min(most, passed + step);
        }
        int elements = (int) Bisection.least(failed + 1L, passed, tried -> cycles((int) tried, inputPixels) <= interval);
        return Optional.of(new Candidate(this, 1, 1, pixels, groups * elements, cycles(elements, inputPixels)));
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder stream, long interval) {
        return cycles(candidate.lanes() / groups, stream.pixels()) <= interval;
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder stream) {
        return FullyConnectedPlan.of(operation, stream, groups, candidate.lanes(), pixels);
    }
}
