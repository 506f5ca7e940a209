package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.output.OutputFolder;
import winnow.planner.ElementPlans;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.Plan;

/**
 * Single fully-connected layers on processing elements: every output is right, at full speed and under stalls, and every frame
 * ends in the very clock in which the model of the engine says so.
 */
class ElementClocksTest {
    private static final int FRAMES = 6;
    private static final Codebook CODES = new Codebook(Ints.of(0, -70, 3, 50, -8, 127, 1, -100), 8, 4, 0);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} x {1}, {3} groups, {4} elements, {5} in, {6} out")
    @CsvSource({
        "300, 100, 0.1, 1, 12, 1, 1",
        "301, 90, 0.1, 2, 12, 4, 2",
        "500, 100, 0.02, 4, 32, 4, 8",
        "260, 61, 0.3, 8, 40, 16, 3",
        "150, 200, 0.9, 16, 48, 1, 1",
        "90, 300, 0.2, 2, 4, 3, 16"})
    void everyFrameEndsWhenTheModelSaysSo(
            int inputs, int outputs, double density, int groups, int elements, int in, int out) throws IOException {
        Random random = new Random(inputs);
        IntegerNetwork network = network(inputs, outputs, CODES, false, random(random, inputs * outputs, density), random);
        check(ElementPlans.of(network, groups, elements, in, out), images(inputs, 0, 255, 0.4));
    }

    static Stream<Arguments> corners() {
        Supplier<Random> random = () -> new Random(7);
        int[] some = random(random.get(), 40 * 30, 0.2);
        return Stream.of(
                Arguments.of("more elements than rows", network(40, 3, CODES, false, random(random.get(), 120, 0.3), random.get()), 2, 16),
                Arguments.of("an empty row", network(40, 30, CODES, false, without(some, i -> i / 40 == 11), random.get()), 1, 4),
                Arguments.of("empty columns", network(40, 30, CODES, false, without(some, i -> i % 40 < 9 || i % 40 == 39), random.get()), 2, 6),
                Arguments.of("no weight at all", network(40, 30, CODES, false, new int[0], random.get()), 2, 4),
                Arguments.of("one weight", network(40, 30, CODES, false, new int[] {1199}, random.get()), 1, 2),
                Arguments.of("every weight", network(20, 30, CODES, false, IntStream.range(0, 600).toArray(), random.get()), 1, 4),
                Arguments.of("one input", network(1, 30, CODES, false, new int[] {1, 2, 29}, random.get()), 1, 4),
                Arguments.of("one input, four groups", network(1, 30, CODES, false, new int[] {1, 2, 29}, random.get()), 4, 8),
                Arguments.of("one output", network(40, 1, CODES, false, random(random.get(), 40, 0.5), random.get()), 4, 4),
                Arguments.of("one input, one output", network(1, 1, CODES, false, new int[] {0}, random.get()), 1, 1),
                Arguments.of("one code", network(60, 400, new Codebook(Ints.of(9), 8, 4, -1), false,
                        random(random.get(), 24000, 0.01), random.get()), 1, 2),
                Arguments.of("no padding code, long gaps", network(50, 900, new Codebook(Ints.of(-5, 7), 4, 0, -1), false,
                        random(random.get(), 45000, 0.004), random.get()), 2, 4),
                Arguments.of("signed activations", network(40, 30, CODES, true, some, random.get()), 2, 8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corners")
    void cornersAreRight(String name, IntegerNetwork network, int groups, int elements) throws IOException {
        int low = network.input().format().minimum();
        check(ElementPlans.of(network, groups, elements, 1, 1), images(network.input().shape().size(), low, low + 255, 0.7));
    }

    @ParameterizedTest(name = "share of zeros {0}")
    @CsvSource({"1, 1", "1, 4", "0, 4"})
    void framesOfZerosAndWithoutZeros(double zeros, int pixels) throws IOException {
        Random random = new Random(3);
        IntegerNetwork network = network(50, 40, CODES, false, random(random, 2000, 0.2), random);
        check(ElementPlans.of(network, 2, 6, pixels, pixels), images(50, 1, 255, zeros));
    }

    private void check(Plan plan, List<int[]> frames) throws IOException {
        new Design(plan, "test", "perceptron").addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        Simulator simulator = new Simulator(folder.resolve("design"), plan);
        simulator.prepare(FRAMES, frame -> new IntTensor(plan.network().input().shape(), frames.get(frame)), FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        long[] ends = ((FullyConnectedPlan) plan.engines().get(0)).frameEnds(frames);
        assertEquals(LongStream.of(ends).boxed().toList(), result.frameEnds());
        for (long seed = 1; seed <= 3; seed++) {
            SimulationResult stalled = simulator.run(Tools.verilator(), SimulationOptions.stalled(seed), FRAMES, done -> {});
            assertTrue(stalled.passed(), () -> stalled.first() + " " + stalled.faults());
        }
    }

    private static IntegerNetwork network(
            int inputs, int outputs, Codebook codebook, boolean signed, int[] positions, Random random) {
        Tensor input = new Tensor("x", new Shape(1, 1, inputs), new FixedPoint(8, 0, signed));
        int[] codes = IntStream.of(positions).map(i -> random.nextInt(codebook.size())).toArray();
        SparseWeights weights = new SparseWeights(outputs, inputs, 1, 1, Ints.of(positions), Ints.of(codes), 8);
        return new IntegerNetwork("product", input, Ints.of(0), List.of(new IntegerLayer.FullyConnected("product", "x",
                new Tensor("y", Shape.vector(outputs), new FixedPoint(12, 0, true)), weights, codebook,
                Longs.of(random.longs(outputs, -500, 500).toArray()), new Requantization(2, -2048, 2047))));
    }

    private static int[] random(Random random, int size, double density) {
        return IntStream.range(0, size).filter(i -> random.nextDouble() < density).toArray();
    }

    private static int[] without(int[] positions, IntPredicate left) {
        return Arrays.stream(positions).filter(left.negate()).toArray();
    }

    private static List<int[]> images(int inputs, int least, int greatest, double zeros) {
        Random random = new Random(inputs);
        return IntStream.range(0, FRAMES).mapToObj(frame -> IntStream.range(0, inputs)
                .map(i -> random.nextDouble() < zeros ? 0 : random.nextInt(least, greatest + 1)).toArray()).toList();
    }
}
