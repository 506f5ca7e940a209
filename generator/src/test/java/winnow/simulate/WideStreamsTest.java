package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.emit.Design;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;

/** Where a map has more pixels than the interval has clocks, several pass in a clock, into a global average, too. */
class WideStreamsTest {
    private static final int FRAMES = 4;
    private static final int CHANNELS = 7;
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);

    @TempDir
    Path folder;

    @Test
    void anAverageOverTheWholeMapTakesSeveralPixelsAClock() throws IOException {
        IntegerNetwork network = network(11, 13);
        Plan plan = Planner.plan(network, 200);
        assertEquals(11 * 13, plan.engines().stream().mapToLong(engine -> engine.cycles()).max().orElseThrow(), 11 * 13 / 4.0);
        assertTrue(plan.engines().get(0).output().pixels() >= CHANNELS, "pixels a beat: " + plan.engines().get(0).output().pixels());

        Path design = folder.resolve("design");
        new Design(plan, "test", "wide").addTo(new OutputFolder(design, false)).write(Map.of());
        List<IntTensor> images = IntStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(network, i)).toList();
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        SimulationResult stalled = simulator.run(Tools.verilator(), SimulationOptions.stalled(1), FRAMES, done -> {});
        assertTrue(stalled.passed(), () -> "with stalls: " + stalled.first() + " " + stalled.faults());
    }

    /** A 1 x 1 convolution of an image, averaged; biases, so that surplus pixels of short beats are not 0 by chance. */
    private static IntegerNetwork network(int height, int width) {
        Random random = new Random(3);
        Tensor input = new Tensor("data", new Shape(1, height, width), BYTE);
        Tensor map = new Tensor("map", new Shape(CHANNELS, height, width), BYTE);
        SparseWeights weights = new SparseWeights(CHANNELS, 1, 1, 1, Ints.of(IntStream.range(0, CHANNELS).toArray()),
                Ints.of(IntStream.range(0, CHANNELS).map(i -> random.nextInt(1, 4)).toArray()), 4);
        IntegerLayer convolution = new IntegerLayer.Convolution("conv", "data", map, Window.PIXEL, weights,
                new Codebook(Ints.of(0, 1, 2, 3), 4, 0, 0), Longs.of(LongStream.range(0, CHANNELS).map(i -> 20 + i).toArray()), new Requantization(1, 0, 255));
        int reciprocal = (1 << 16) / (height * width);
        IntegerLayer average = new IntegerLayer.AveragePool("average", "map", new Tensor("mean", Shape.vector(CHANNELS), BYTE),
                new Window(height, width, 1, 1, 0, 0), Ints.of(reciprocal, reciprocal, reciprocal, reciprocal),
                new Requantization(16, 0, 255));
        return new IntegerNetwork("wide", input, Ints.of(0), List.of(convolution, average));
    }
}
