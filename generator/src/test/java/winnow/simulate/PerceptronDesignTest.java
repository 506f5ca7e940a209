package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.emit.Design;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Perceptrons;
import winnow.network.RandomNetworks;
import winnow.output.OutputFolder;
import winnow.planner.ConvolutionPlan;
import winnow.planner.Plan;
import winnow.planner.Planner;

/** A network of fully-connected layers over a map of 28 x 28 pixels: a kernel as large as that, whole frames in line buffers. */
class PerceptronDesignTest {
    private static final int FRAMES = 12;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} lanes, {1} engines with packed weights")
    @CsvSource({"3, 3", "6, 1"})
    void keepsThePredictedIntervalWithEnginesOfBothKinds(int lanes, long packed) throws IOException {
        IntegerNetwork network = Perceptrons.leNet300();
        Plan plan = Planner.plan(network, lanes);
        assertEquals(packed, plan.engines().stream().filter(engine -> engine instanceof ConvolutionPlan).count());
        new Design(plan, "test", "perceptron").addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        List<IntTensor> images = LongStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(network, i)).toList();
        Simulator simulator = new Simulator(folder.resolve("design"), plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        // engines that skip zeros run ahead of each other from image to image, by as much as their queues hold
        assertEquals(result.predicted(), result.cyclesPerFrame(), 0.01 * result.predicted());
    }
}
