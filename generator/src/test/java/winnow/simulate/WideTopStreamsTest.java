package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** Accelerators that take and give several values a beat, the last beats of a frame short: absent pixels come as random bits. */
class WideTopStreamsTest {
    private static final int FRAMES = 5;
    private static final int INPUTS = 30;
    private static final int OUTPUTS = 11;
    private static final IntegerNetwork NETWORK = Perceptrons.of(5, new double[] {0.4, 0.6}, INPUTS, 17, OUTPUTS);

    @TempDir
    Path folder;

    private Verilator verilator;

    @BeforeEach
    void findVerilator() throws IOException {
        verilator = Tools.verilator();
    }

    @ParameterizedTest(name = "{0} pixels a beat in, {1} out")
    @CsvSource({"4, 3", "1, 4", "3, 1", "64, 64"})
    void fullyConnectedLayersTakeAndGiveSeveralValuesAClock(int inputPixels, int outputPixels) throws IOException {
        Plan plan = plan(inputPixels, outputPixels);
        assertEquals((INPUTS + inputPixels - 1) / inputPixels, plan.input().beats());
        assertEquals((OUTPUTS + outputPixels - 1) / outputPixels, plan.engines().get(1).output().beats());
        Simulator simulator = simulator(plan);
        SimulationResult result = simulator.run(verilator, SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertOutputs(outputPixels, simulator, result);
        long longest = 0;
        for (long seed = 1; seed <= 3; seed++) {
            SimulationResult stalled = simulator.run(verilator, SimulationOptions.stalled(seed), FRAMES, done -> {});
            assertOutputs(outputPixels, simulator, stalled);
            longest = Math.max(longest, stalled.cycles());
        }
        assertTrue(longest > result.cycles(), "the stalls took no time: " + longest);
    }

    /** The streams were compared by the harness; what it wrote down of the last one is held against the golden model here. */
    private static void assertOutputs(int pixels, Simulator simulator, SimulationResult result) throws IOException {
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        ShortBuffer sent = ByteBuffer.wrap(Files.readAllBytes(simulator.vectors().resolve("outputs.bin")))
                .order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int places = (OUTPUTS + pixels - 1) / pixels * pixels;
        assertEquals(FRAMES * places, sent.limit());
        for (int frame = 0; frame < FRAMES; frame++) {
            int[] expected = new GoldenModel(NETWORK).infer(image(frame)).values();
            int best = 0;
            for (int output = 0; output < OUTPUTS; output++) {
                assertEquals(expected[output], sent.get(frame * places + output), "frame " + frame + ", output " + output);
                best = expected[output] > expected[best] ? output : best;
            }
            assertEquals(best, result.top1().get(frame));
        }
        assertEquals(FRAMES, result.frameEnds().size());
        assertEquals(result.latency(), result.frameEnds().get(0));
        long lastTwo = result.frameEnds().get(FRAMES - 1) - result.frameEnds().get(FRAMES - 3);
        assertEquals((lastTwo + 1) / 2, result.outputInterval(), "the mean of the later half, rounded up");
    }

    @Test
    void aDifferenceIsFoundWhereItIsUnlessThereIsNoPixel() throws IOException {
        Simulator simulator = simulator(plan(4, 3));
        Path expected = simulator.vectors().resolve("stream1.bin");
        int places = 12;
        flip(expected, 2 * (places + places - 1), 1);
        SimulationResult absent = simulator.run(verilator, SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertTrue(absent.passed(), () -> absent.first() + " " + absent.faults());

        int channel = 7;
        flip(expected, 2 * (places + channel), 1);
        SimulationResult result = simulator.run(verilator, SimulationOptions.fullSpeed(), FRAMES, done -> {});
        int right = new GoldenModel(NETWORK).infer(image(1)).values()[channel];
        assertEquals(1, result.mismatches());
        Mismatch first = result.first().get(0);
        assertEquals(new Mismatch("ip2", 1, 0, channel, 0, right ^ 1, right, first.cycle()), first);
    }

    @Test
    void anotherPixelInTheLastBeatMakesADifference() throws IOException {
        Simulator simulator = simulator(plan(4, 3));
        flip(simulator.vectors().resolve("input.bin"), 2 * (INPUTS - 1) + 1, 1);
        assertTrue(simulator.run(verilator, SimulationOptions.fullSpeed(), FRAMES, done -> {}).passed(), "bit 8 of a pixel of 8 bits");
        flip(simulator.vectors().resolve("input.bin"), 2 * (INPUTS - 1), 0x40);
        SimulationResult result = simulator.run(verilator, SimulationOptions.fullSpeed(), FRAMES, done -> {});
        assertFalse(result.passed());
        assertEquals(0, result.first().get(0).frame());
    }

    private static Plan plan(int inputPixels, int outputPixels) {
        return Planner.plan(NETWORK, PlanOptions.budget(6).withInputPixels(inputPixels).withOutputPixels(outputPixels));
    }

    private Simulator simulator(Plan plan) throws IOException {
        Path design = folder.resolve("design");
        new Design(plan, "test", "wide").addTo(new OutputFolder(design, false)).write(Map.of());
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(FRAMES, WideTopStreamsTest::image, FRAMES, done -> {});
        return simulator;
    }

    private static IntTensor image(int number) {
        return RandomNetworks.image(NETWORK, number);
    }

    private static void flip(Path file, int offset, int bits) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= (byte) bits;
        Files.write(file, bytes);
    }
}
