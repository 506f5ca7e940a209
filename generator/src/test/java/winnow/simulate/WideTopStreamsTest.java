package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.emit.Design;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Perceptrons;
import winnow.network.RandomNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;

/** An accelerator that takes and gives several values a beat, the last beats of a frame short; absent ones are random. */
@Disabled("until the fully-connected engine takes wide streams")
class WideTopStreamsTest {
    private static final int FRAMES = 5;
    private static final int INPUTS = 30;
    private static final int OUTPUTS = 11;
    private static final int INPUT_PIXELS = 4;
    private static final int OUTPUT_PIXELS = 3;

    @TempDir
    Path folder;

    @Test
    void fullyConnectedLayersTakeAndGiveSeveralValuesAClock() throws IOException {
        IntegerNetwork network = Perceptrons.of(5, new double[] {0.4, 0.6}, INPUTS, 17, OUTPUTS);
        PlanOptions options = PlanOptions.budget(6).withInputPixels(INPUT_PIXELS).withOutputPixels(OUTPUT_PIXELS);
        Plan plan = Planner.plan(network, options);
        assertEquals(INPUT_PIXELS, plan.input().pixels());
        assertEquals(8, plan.input().beats());
        assertEquals(OUTPUT_PIXELS, plan.engines().get(1).output().pixels());
        assertEquals(4, plan.engines().get(1).output().beats());

        Path design = folder.resolve("design");
        new Design(plan, "test", "wide").addTo(new OutputFolder(design, false)).write(Map.of());
        List<IntTensor> images = IntStream.range(0, FRAMES).mapToObj(i -> RandomNetworks.image(network, i)).toList();
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertOutputs(network, images, simulator, result);
        for (long seed = 1; seed <= 3; seed++) {
            SimulationResult stalled = simulator.run(Tools.verilator(), SimulationOptions.stalled(seed), FRAMES, done -> {});
            assertOutputs(network, images, simulator, stalled);
            assertTrue(stalled.cycles() > result.cycles(), "the stalls took no time: " + stalled.cycles());
        }
    }

    /** The streams were compared by the harness; what it wrote down of the last one is held against the golden model here. */
    private static void assertOutputs(
            IntegerNetwork network, List<IntTensor> images, Simulator simulator, SimulationResult result) throws IOException {
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        ShortBuffer sent = ByteBuffer.wrap(Files.readAllBytes(simulator.vectors().resolve("outputs.bin")))
                .order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int places = (OUTPUTS + OUTPUT_PIXELS - 1) / OUTPUT_PIXELS * OUTPUT_PIXELS;
        assertEquals(FRAMES * places, sent.limit());
        for (int frame = 0; frame < FRAMES; frame++) {
            int[] expected = new GoldenModel(network).infer(images.get(frame)).values();
            int best = 0;
            for (int output = 0; output < OUTPUTS; output++) {
                assertEquals(expected[output], sent.get(frame * places + output), "frame " + frame + ", output " + output);
                best = expected[output] > expected[best] ? output : best;
            }
            assertEquals(best, result.top1().get(frame));
        }
        assertEquals(FRAMES, result.frameEnds().size());
        assertEquals(result.latency(), result.frameEnds().get(0));
        assertEquals(result.outputInterval(), result.frameEnds().get(FRAMES - 1) - result.frameEnds().get(FRAMES - 2));
    }
}
