package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Printable;

/**
 * Chooses each operation's engine so that the slowest takes as few clocks per frame as a budget of multipliers allows, or so
 * that a number of clocks is kept with as few multipliers as possible. Every tile R x V and every width of a stream is a
 * candidate, and so is every number of processing elements. For a given interval {@link LaneSearch} finds the fewest
 * multipliers; the least interval whose engines fit the budget is found by bisection,
 * and if multipliers are left, the least that is kept whatever the activations. Then {@link RowSchedule} takes away
 * the rows of the line buffers that nobody waits for, and of engines that need equally many multipliers those with the
 * least memory are taken.
 */
public final class Planner {
    /** More multipliers than any device has: what an interval needs at most. */
    private static final int MOST_LANES = 1 << 16;

    private static final Pace ANY_PACE = Pace.typical(Pace.ANY);

    private final IntegerNetwork network;
    private final PlanOptions options;
    private final int budget;
    private final StreamOrder.Camera camera;
    private final OperationGraph graph;
    /** Per operation its choices; none for a join. */
    private final List<EngineChoices> choices = new ArrayList<>();

    private Planner(IntegerNetwork network, PlanOptions options) {
        this.network = network;
        this.options = options;
        this.budget = options.lanes().orElse(MOST_LANES);
        this.camera = new StreamOrder.Camera(network.input().shape(), options.inputPixels());
        this.graph = new OperationGraph(network, options.merge());
        requireBudget();
        graph.operations().forEach(operation -> choices.add(operation.isJoin() ? null
                : EngineChoices.of(operation, budget, expected(operation), outputPixels(operation))));
        requireWidths();
    }

    /** The order in which an operation's input comes, as far as that is known before its writer's engine is chosen. */
    private BeatOrder expected(Operation operation) {
        return operation.input().equals(graph.input()) ? BeatOrder.of(camera)
                : new BeatOrder(operation.input().shape().width(), 1);
    }

    private OptionalInt outputPixels(Operation operation) {
        return operation.output().equals(graph.output()) ? OptionalInt.of(options.outputPixels()) : OptionalInt.empty();
    }

    /**
     * Plans a network.
     *
     * @throws InvalidInputException if the budget is too small, the target out of reach, or no engine of the first or last
     *                               layer takes or gives beats of so many pixels
     */
    public static Plan plan(IntegerNetwork network, PlanOptions options) {
        return new Planner(network, options).plan();
    }

    /** Plans a network for the least interval within a budget of multipliers. */
    public static Plan plan(IntegerNetwork network, int lanes) {
        return plan(network, PlanOptions.budget(lanes));
    }

    private Plan plan() {
        long interval = options.targetCycles().orElseGet(this::leastInterval);
        LaneSearch search = search(new Pace(interval, options.lanes().isPresent() ? leastWorst(interval) : Pace.ANY));
        if (search.lanes() > budget) {
            throw new InvalidInputException(unreachable(interval, leastInterval()));
        }
        RowSchedule.Trimmed trimmed = leastMemory(search.engines(), interval);
        return new Plan(network, options, options.lanes().orElse(search.lanes()), camera, withPairs(trimmed.engines()),
                trimmed.interval()).withLoadedWeights(options.loaded());
    }

    /** The same engines, lanes sharing multipliers where the options want it and operands allow it; that costs no clock. */
    private List<EnginePlan> withPairs(List<EnginePlan> engines) {
        return !options.pairs() ? engines : engines.stream()
                .map(engine -> engine instanceof ConvolutionPlan plan ? plan.withPairs() : engine).toList();
    }

    /**
     * Where engines of several kinds are equally cheap, takes those with which all memories have the fewest bits, once line
     * buffers have no more rows than they need, and the interval is kept.
     *
     * @param kinds per operation its engines, the one to begin with first
     */
    private RowSchedule.Trimmed leastMemory(List<List<EnginePlan>> kinds, long interval) {
        Comparator<RowSchedule.Trimmed> order =
                Comparator.comparingLong((RowSchedule.Trimmed trimmed) -> Math.max(interval, trimmed.interval()))
                        .thenComparingLong(RowSchedule.Trimmed::memoryBits);
        List<EnginePlan> engines = new ArrayList<>(kinds.stream().map(equals -> equals.get(0)).toList());
        RowSchedule.Trimmed best = RowSchedule.trimmed(camera, graph.input(), engines);
        for (int place = 0; place < kinds.size(); place++) {
            for (EnginePlan other : kinds.get(place).subList(1, kinds.get(place).size())) {
                EnginePlan before = engines.set(place, other);
                RowSchedule.Trimmed tried = RowSchedule.trimmed(camera, graph.input(), engines);
                if (order.compare(tried, best) < 0) {
                    best = tried;
                } else {
                    engines.set(place, before);
                }
            }
        }
        return best;
    }

    private void requireBudget() {
        List<Operation> weighted = graph.operations().stream().filter(operation -> !operation.weighted().isEmpty()).toList();
        if (budget < weighted.size()) {
            throw new InvalidInputException("a budget of " + budget + " lanes is too small: each of the " + weighted.size()
                    + " engines with weights needs at least one, and layer " + Printable.of(weighted.get(Math.max(0, budget)).name())
                    + " would have none; give --lanes " + weighted.size() + " or more");
        }
    }

    /** The accelerator's input and output, if they have several pixels a beat, are made for engines that can have them. */
    private void requireWidths() {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Operation operation = graph.operations().get(i);
            if (options.inputPixels() > 1 && operation.input().equals(graph.input()) && !takesCamera(choices.get(i))) {
                problems.add(inTheWay(operation) + " cannot take " + options.inputPixels()
                        + " pixels a beat: only fully-connected layers on processing elements can; give --input-pixels 1");
            }
            if (options.outputPixels() > 1 && operation.output().equals(graph.output()) && !givesOutput(choices.get(i))) {
                problems.add(inTheWay(operation) + " cannot give " + options.outputPixels()
                        + " values a beat: only fully-connected layers on processing elements can; give --output-pixels 1");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems.stream().distinct().toList());
        }
    }

    private boolean takesCamera(EngineChoices of) {
        return of.within(ANY_PACE).stream()
                .anyMatch(candidate -> of.keepsUp(candidate, BeatOrder.of(camera), ANY_PACE));
    }

    private boolean givesOutput(EngineChoices of) {
        return of != null
                && of.within(ANY_PACE).stream().anyMatch(candidate -> candidate.pixels() == options.outputPixels());
    }

    /** An operation's layer by name and kind; of a row buffer, the join that it belongs to. */
    private String inTheWay(Operation operation) {
        Operation layer = operation.isRowBuffer() ? graph.readers(operation.output()).get(0) : operation;
        return "layer " + Printable.of(layer.name()) + " (" + layer.kind() + ")";
    }

    private long leastInterval() {
        return Bisection.least(camera.beats(), interval -> search(Pace.typical(interval)).lanes() <= budget);
    }

    /**
     * Multipliers that are left over make images with few zeros faster: the least interval without any zeros that the budget
     * allows, the given one being kept for typical images.
     */
    private long leastWorst(long interval) {
        boolean typical = search(Pace.typical(interval)).lanes() <= budget;
        return typical ? Bisection.least(interval, worst -> search(new Pace(interval, worst)).lanes() <= budget) : Pace.ANY;
    }

    private LaneSearch search(Pace pace) {
        return new LaneSearch(graph, choices, camera, options.outputPixels(), pace);
    }

    /** Which layers stand in the way of a target, and what can be reached. */
    private String unreachable(long target, long least) {
        List<String> slow = new ArrayList<>();
        if (camera.beats() > target) {
            slow.add("the input takes " + camera.beats() + ", " + (camera.pixels() == 1 ? "one pixel" : camera.pixels() + " pixels")
                    + " a clock");
        }
        for (int i = 0; i < choices.size(); i++) {
            long cycles = leastCycles(i);
            if (cycles > target) {
                slow.add("layer " + Printable.of(graph.operations().get(i).name()) + " takes " + cycles);
            }
        }
        String where = slow.isEmpty() ? "no choice of engines keeps it"
                : slow.stream().limit(5).collect(Collectors.joining(", "));
        return "no plan has " + target + " cycles per frame" + options.lanes().stream().mapToObj(
                lanes -> " within " + lanes + " lanes").collect(Collectors.joining()) + ": " + where
                + "; the fewest are " + least + ", give --target-cycles " + least + " or more";
    }

    /** The fewest clocks per frame of any engine of an operation, at the widest stream that its reader takes. */
    private long leastCycles(int place) {
        Operation operation = graph.operations().get(place);
        if (operation.isJoin()) {
            return operation.output().shape().size() / EngineChoices.MAXIMUM_PIXELS;
        }
        return Bisection.least(1, interval -> !choices.get(place).within(Pace.typical(interval)).isEmpty());
    }
}
