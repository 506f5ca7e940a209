package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
import winnow.planner.FullyConnectedPlan;
import winnow.planner.Plan;
import winnow.planner.Planner;

/** The clocks that the model of the fully-connected engine counts are those of the simulation, for every frame. */
class ElementClocksTest {
    private static final int FRAMES = 6;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} inputs, {1} outputs, {2} lanes")
    @CsvSource({"300, 100, 12, 0.1", "40, 100, 33, 0.3", "500, 10, 6, 0.2"})
    void everyFrameEndsWhenTheModelSaysSo(int inputs, int outputs, int lanes, double density) throws IOException {
        IntegerNetwork network = Perceptrons.of(inputs, new double[] {density}, inputs, outputs);
        Plan plan = Planner.plan(network, lanes);
        FullyConnectedPlan engine = (FullyConnectedPlan) plan.engines().get(0);
        new Design(plan, "test", "perceptron").addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        List<IntTensor> images = LongStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(network, i)).toList();
        Simulator simulator = new Simulator(folder.resolve("design"), plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        long[] ends = engine.frameEnds(images.stream().map(IntTensor::values).toList());
        assertEquals(LongStream.of(ends).boxed().toList(), result.frameEnds(), engine.groups()::toString);
    }
}
