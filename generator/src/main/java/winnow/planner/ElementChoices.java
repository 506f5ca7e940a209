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

    /** An input that takes less than an interval by this factor does not matter for it. */
    private static final double AMPLE = 1.25;

    private final Operation operation;
    private final int groups;
    private final int pixels;
    private final long narrowBeats;
    private final int most;
    private final BeatOrder order;
    private final boolean calibrated;
    private final long products;
    private final Map<Size, Long> cycles = new HashMap<>();
    private final Map<Size, Long> worstCycles = new HashMap<>();

    /**
     * What clocks depend on.
     *
     * @param elements    of a group
     * @param inputPixels of a beat of the input
     */
    private record Size(int elements, int inputPixels) {}

    /**
     * @param groups      of columns
     * @param pixels      of a beat of outputs
     * @param narrowBeats beats of a frame of outputs with the next fewer pixels, more than any if there are none: where there is
     *                    time for them, these choices are not worth a thought
     * @param most        elements of a group to consider
     * @param order       in which the input comes: the camera's, or any other, which hardly matters for the clocks
     */
    ElementChoices(Operation operation, int groups, int pixels, long narrowBeats, int most, BeatOrder order) {
        this.operation = operation;
        this.groups = groups;
        this.pixels = pixels;
        this.narrowBeats = narrowBeats;
        this.most = most;
        this.order = order;
        IntegerLayer.FullyConnected layer = (IntegerLayer.FullyConnected) operation.layers().get(0);
        this.calibrated = layer.inputDensity().length() > 0;
        this.products = RowLoads.products(layer);
    }

    private StreamOrder input(int inputPixels) {
        Shape shape = operation.input().shape();
        return order.isCamera() ? order.stream(shape) : StreamOrder.vector(Shape.vector(shape.size()), inputPixels);
    }

    private FullyConnectedPlan plan(Size size) {
        return FullyConnectedPlan.of(operation, input(size.inputPixels), groups, groups * size.elements, pixels);
    }

    private long cycles(Size size) {
        return cycles.computeIfAbsent(size, of -> rounded(plan(of).cycles()));
    }

    private long worstCycles(Size size) {
        return calibrated ? worstCycles.computeIfAbsent(size, of -> rounded(plan(of).worstCycles())) : cycles(size);
    }

    /**
     * Rounded up, so that engines that differ by a hundredth count as equally fast and the one with the least memory is
     * taken: the clocks of another image differ by more.
     */
    private static long rounded(long cycles) {
        long unit = Math.max(1, Long.highestOneBit(cycles) >> COARSENESS);
        return (cycles + unit - 1) / unit * unit;
    }

    private boolean keeps(Pace pace, int elements, int inputPixels) {
        Size size = new Size(elements, inputPixels);
        return cycles(size) <= pace.cycles() && (pace.worstCycles() == Pace.ANY || worstCycles(size) <= pace.worstCycles());
    }

    /**
     * For a narrow input where there is time enough for one, otherwise for a narrow and for a wide one: behind an input between
     * them one of both does.
     */
    @Override
    public List<Candidate> within(Pace pace) {
        if (narrowBeats < pace.cycles()) {
            return List.of();
        }
        boolean ample = input(1).beats() * AMPLE <= pace.cycles();
        return (order.isCamera() ? IntStream.of(order.pixels()) : ample ? IntStream.of(1) : IntStream.of(MAXIMUM_PIXELS, 1))
                .mapToObj(inputPixels -> within(pace, inputPixels)).flatMap(Optional::stream).distinct().toList();
    }

    private Optional<Candidate> within(Pace pace, int inputPixels) {
        long least = Math.max(1, (products / groups + pace.cycles() - 1) / pace.cycles());
        if (input(inputPixels).beats() > pace.cycles() || least > most) {
            return Optional.empty();
        }
        int failed = (int) least - 1;
        int passed = (int) least;
        for (int step = 1; !keeps(pace, passed, inputPixels); step *= 2) {
            if (passed == most) {
                return Optional.empty();
            }
            failed = passed;
            passed = Math.min(most, passed + step);
        }
        int elements = (int) Bisection.least(failed + 1L, passed, tried -> keeps(pace, (int) tried, inputPixels));
        return Optional.of(new Candidate(this, 1, 1, pixels, groups * elements, cycles(new Size(elements, inputPixels))));
    }

    /** Behind a wider input an engine is not slower. */
    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder stream, Pace pace) {
        int elements = candidate.lanes() / groups;
        return cycles.containsKey(new Size(elements, 1)) && keeps(pace, elements, 1) || keeps(pace, elements, stream.pixels());
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder stream) {
        return FullyConnectedPlan.of(operation, stream, groups, candidate.lanes(), pixels);
    }
}
