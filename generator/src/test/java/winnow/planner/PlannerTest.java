package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;
import winnow.network.Window;

class PlannerTest {
    private static final int GREATEST_BUDGET = 8;

    static List<IntegerNetwork> chains() {
        Stream<IntegerNetwork> networks = LongStream.range(0, 40).mapToObj(RandomNetworks::of);
        return Stream.concat(networks, LongStream.range(0, 12).mapToObj(RandomNetworks::flattened))
                .filter(network -> network.layers().stream().noneMatch(layer -> layer instanceof IntegerLayer.Concatenation))
                .toList();
    }

    /**
     * The search is exact but for fully-connected layers: their clocks depend a little on the order of their input, and are
     * not quite monotone in the number of elements.
     */
    @Test
    void noChoiceOfEnginesWithinTheBudgetIsFaster() {
        int plans = 0;
        for (IntegerNetwork network : chains()) {
            long before = Long.MAX_VALUE;
            for (int budget = Math.max(1, weightedLayers(network)); budget <= GREATEST_BUDGET; budget++) {
                Plan plan = Planner.plan(network, budget);
                assertTrue(plan.usedLanes() <= budget, () -> plan.usedLanes() + " lanes");
                long cycles = plan.engines().stream().mapToLong(EnginePlan::cycles).reduce(plan.input().beats(), Math::max);
                long fastest = Math.max(plan.input().beats(), fastest(network, budget));
                double tolerance = network.layers().stream().anyMatch(layer -> layer instanceof FullyConnected) ? 1.15 : 1;
                assertTrue(cycles <= tolerance * fastest, network + ", budget " + budget + ": " + cycles + ", best " + fastest);
                assertTrue(cycles <= tolerance * before, "a greater budget is slower");
                before = cycles;
                plans++;
            }
        }
        assertTrue(plans > 100, plans + " plans");
    }

    @Test
    void engineAfterEngineTakesTheStreamAsTheOneBeforeSendsIt() {
        Plan plan = Planner.plan(TinyNetworks.colours(), 9);
        StreamOrder order = plan.input();
        for (EnginePlan engine : plan.engines()) {
            assertEquals(order, engine.inputs().get(0));
            order = engine.output();
        }
    }

    @Test
    void theSmallestBudgetIsOneLaneForEachLayerWithWeights() {
        assertEquals(2, Planner.plan(TinyNetworks.digits(), 2).usedLanes());
        for (int budget : new int[] {1, 0, -1}) {
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> Planner.plan(TinyNetworks.digits(), budget));
            assertEquals("a budget of " + budget + " lanes is too small: each of the 2 engines with weights needs at least one, and"
                    + " layer " + (budget == 1 ? "full" : "conv") + " would have none; give --lanes 2 or more", refusal.getMessage());
        }
    }

    @Test
    void aLayerThatCannotTakeOrGiveSeveralPixelsABeatIsNamedWithItsKind() {
        PlanOptions options = PlanOptions.budget(8);
        String why = ": only fully-connected layers on processing elements can; give ";
        assertEquals("layer conv (convolution) cannot take 4 pixels a beat" + why + "--input-pixels 1",
                refusal(TinyNetworks.digits(), options.withInputPixels(4)));
        assertEquals("layer global (average pool) cannot give 3 values a beat" + why + "--output-pixels 1",
                refusal(TinyNetworks.colours(), options.withOutputPixels(3)));
        assertEquals("layer sum (addition) cannot take 2 pixels a beat" + why + "--input-pixels 1\n"
                + "layer sum (addition) cannot give 64 values a beat" + why + "--output-pixels 1",
                refusal(doubled(), options.withInputPixels(2).withOutputPixels(64)));
    }

    private static String refusal(IntegerNetwork network, PlanOptions options) {
        return assertThrows(InvalidInputException.class, () -> Planner.plan(network, options)).getMessage();
    }

    /** Adds the image to itself: both readers of the input are row buffers, which have no layer's name. */
    private static IntegerNetwork doubled() {
        FixedPoint bits = new FixedPoint(8, 0, false);
        Shape shape = new Shape(1, 2, 2);
        return new IntegerNetwork("doubled", new Tensor("data", shape, bits), Ints.of(0), List.of(new IntegerLayer.Addition(
                "sum", List.of("data", "data"), new Tensor("c", shape, bits), new Requantization(1, 0, 255))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, PlanOptions.MOST_PIXELS + 1})
    void aBeatHasAtLeastOnePixelAndNotTooMany(int pixels) {
        PlanOptions options = PlanOptions.budget(8);
        assertThrows(IllegalArgumentException.class, () -> options.withInputPixels(pixels));
        assertThrows(IllegalArgumentException.class, () -> options.withOutputPixels(pixels));
    }

    /** A global average, behind a map and behind a vector, and a pool: neither has a place for several values of a vector. */
    @Test
    void enginesThatFillRowsTakeNoBeatsThatDoNotFollowThem() {
        Shape map = new Shape(6, 4, 4);
        for (Shape shape : List.of(map, Shape.vector(6))) {
            Window whole = new Window(shape.height(), shape.width(), 1, 1, 0, 0);
            Tensor input = new Tensor("a", shape, new FixedPoint(8, 0, false));
            Operation average = Operation.of(new IntegerLayer.AveragePool("average", "a",
                    new Tensor("b", Shape.vector(6), input.format()), whole, Ints.of(1, 1, 1, 1), new Requantization(0, 0, 255)),
                    List.of(input));
            Operation pool = Operation.of(new IntegerLayer.MaximumPool("pool", "a", new Tensor("b", Shape.vector(6), input.format()),
                    whole), List.of(input));
            for (Operation operation : List.of(average, pool)) {
                EngineChoices choices = EngineChoices.of(operation, 1, new BeatOrder(shape.width(), 1), OptionalInt.empty());
                Candidate candidate = choices.within(Pace.typical(Pace.ANY)).get(0);
                assertTrue(choices.keepsUp(candidate, new BeatOrder(0, 1), Pace.typical(Pace.ANY)), "one pixel of a camera");
                assertFalse(choices.keepsUp(candidate, new BeatOrder(0, 2), Pace.typical(Pace.ANY)), "two pixels of a camera");
                assertEquals(shape.equals(map), choices.keepsUp(candidate, new BeatOrder(shape.equals(map) ? 4 : 6, 2), Pace.typical(Pace.ANY)),
                        "two pixels of a row, but not of a vector");
            }
        }
    }

    private static int weightedLayers(IntegerNetwork network) {
        return (int) network.layers().stream().filter(layer -> layer.weighted().isPresent()).count();
    }

    /** The least interval, by trying every engine of every layer behind every other: no bisection, no order of candidates. */
    private static long fastest(IntegerNetwork network, int budget) {
        return fastest(network, 0, new StreamOrder.Camera(network.input().shape()), network.input(), budget, 0, Long.MAX_VALUE);
    }

    private static long fastest(
            IntegerNetwork network, int layer, StreamOrder order, Tensor input, int budget, long slowest, long best) {
        if (layer == network.layers().size()) {
            return Math.min(slowest, best);
        }
        for (EnginePlan engine : engines(network.layers().get(layer), input, order, budget)) {
            boolean fits = engine.output().pixels() == 1 || layer + 1 < network.layers().size();
            long cycles = Math.max(slowest, engine.cycles());
            if (fits && cycles < best) {
                best = fastest(network, layer + 1, engine.output(), network.layers().get(layer).output(),
                        budget - engine.lanes(), cycles, best);
            }
        }
        return best;
    }


    private static List<EnginePlan> engines(IntegerLayer layer, Tensor input, StreamOrder order, int budget) {
        List<EnginePlan> engines = new ArrayList<>();
        if (layer instanceof FullyConnected full) {
            Operation operation = Operation.of(full, List.of(input));
            for (int groups = 1; groups <= FullyConnectedChoices.MOST_GROUPS; groups *= 2) {
                for (int elements = 1; elements <= Math.min(budget / groups, full.weights().outputs()); elements++) {
                    engines.add(FullyConnectedPlan.of(operation, order, groups, groups * elements, 1));
                }
            }
            if (budget >= 1) {
                engines.add(ConvolutionPlan.of(operation.asConvolution().orElseThrow(), order, 1, 1, 1));
            }
            return engines;
        }
        Operation operation = Operation.of(layer, List.of(input));
        if (!(layer instanceof Convolution)) {
            EngineChoices choices = EngineChoices.of(operation, 1, BeatOrder.of(order), OptionalInt.empty());
            return choices.within(Pace.typical(Pace.ANY)).stream()
                    .filter(candidate -> choices.keepsUp(candidate, BeatOrder.of(order), Pace.typical(Pace.ANY)))
                    .map(candidate -> choices.engine(candidate, order)).toList();
        }
        for (int rows = 1; rows <= layer.output().shape().height(); rows++) {
            for (int columns = 1; columns <= layer.output().shape().width() && rows * columns <= budget; columns++) {
                for (int pixels = 1; pixels < 2 * columns; pixels *= 2) {
                    engines.add(ConvolutionPlan.of(operation, order, rows, columns, pixels));
                }
            }
        }
        return engines;
    }
}
