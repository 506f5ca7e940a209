package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.encode.PackedReader;
import winnow.encode.PackedWeights;
import winnow.emit.Design;
import winnow.golden.GoldenModel;
import winnow.network.Codebook;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.ConvolutionPlan;
import winnow.planner.EnginePlan;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.PairedWords;
import winnow.planner.Plan;
import winnow.planner.Planner;

/**
 * A simulation that cannot fail proves nothing: every test changes one bit of a design that passes, and says itself where
 * the first difference must be.
 */
class SimulationCatchesErrorsTest {
    private static final int FRAMES = 3;
    private static final int LANES = 8;
    private static final IntegerNetwork NETWORK = TinyNetworks.scores();

    @TempDir
    private static Path folder;

    private static Path design;
    private static Plan plan;
    private static Verilator verilator;

    private final Simulator simulator = new Simulator(design, plan);
    private Path changed;
    private byte[] before;

    @BeforeAll
    static void generate() throws IOException {
        verilator = Tools.verilator();
        plan = Planner.plan(NETWORK, LANES);
        // make cannot build below such a name, the simulator must
        design = folder.resolve("my design's $1");
        new Design(plan, "test", "0").addTo(new OutputFolder(design, false)).write(Map.of());
    }

    @BeforeEach
    void writeVectors() throws IOException {
        simulator.prepare(FRAMES, SimulationCatchesErrorsTest::image, FRAMES, done -> {});
    }

    @AfterEach
    void mend() throws IOException {
        if (changed != null) {
            Files.write(changed, before);
        }
    }

    @Test
    void theUnchangedDesignPasses() throws IOException {
        SimulationResult result = simulate(SimulationOptions.fullSpeed());
        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        int beats = NETWORK.layers().stream().mapToInt(layer -> layer.output().shape().size()).sum();
        assertEquals((long) FRAMES * beats, result.beats());
        assertEquals(NETWORK.layers().size(), result.streams());
    }

    @Test
    void theEndsOfAllFramesAreCountedFromTheFirstBeatIn() throws IOException {
        SimulationResult result = simulate(SimulationOptions.fullSpeed());
        List<Long> ends = result.frameEnds();
        assertEquals(FRAMES, ends.size());
        assertEquals(result.latency(), ends.get(0));
        assertEquals(result.outputInterval(), ends.get(FRAMES - 1) - ends.get(FRAMES - 2));
        assertTrue(ends.get(0) >= plan.input().beats() && ends.get(0) < ends.get(1), ends::toString);
        assertEquals(ends, result.toJson().get("frame_end_cycles"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void randomGapsAndStallsChangeNothing(long seed) throws IOException {
        SimulationResult full = simulate(SimulationOptions.fullSpeed());
        SimulationResult stalled = simulate(SimulationOptions.stalled(seed));
        assertTrue(stalled.passed(), () -> stalled.first() + " " + stalled.faults());
        assertEquals(full.beats(), stalled.beats());
        assertTrue(stalled.cycles() > full.cycles(), "the stalls took no time: " + stalled.cycles());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 47", "1, 1, 5", "2, 2, 17", "3, 1, 3"})
    void aFlippedExpectedValueIsFoundWhereItIs(int layer, int frame, int beat) throws IOException {
        Tensor tensor = NETWORK.layers().get(layer).output();
        int beats = tensor.shape().size();
        flip(simulator.vectors().resolve("stream" + layer + ".bin"), 2 * (frame * beats + beat), 1);
        SimulationResult result = simulate(SimulationOptions.fullSpeed());
        assertFalse(result.passed());
        assertEquals(1, result.mismatches());
        int position = order(layer).get(beat);
        int right = new GoldenModel(NETWORK).inferAll(image(frame)).get(tensor.name()).values()[position];
        assertFirst(result, layer, frame, position, right ^ 1, right);
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 14", "2, 21"})
    void aFlippedPixelIsFoundWhereItFirstMatters(int frame, int pixel) throws IOException {
        // one channel: the pixels of the stream are in (row, column) order
        int bit = 6;
        flip(simulator.vectors().resolve("input.bin"), 2 * (frame * NETWORK.input().shape().size() + pixel), 1 << bit);
        int[] values = image(frame).values().clone();
        values[pixel] ^= 1 << bit;
        assertFails(NETWORK, frame, new IntTensor(NETWORK.input().shape(), values));
    }

    /** One bit of the rank of an entry that has such bits: another code, nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aFlippedWeightIsFoundWhereItFirstMatters(int choice) throws IOException {
        Convolution conv = (Convolution) NETWORK.layers().get(0);
        PackedWeights packed = PackedWeights.of(List.of(conv.weights()));
        Ints codes = packed.ranges().get(0).codes();
        List<PackedReader.Entry> entries = IntStream.range(0, conv.weights().outputs()).boxed()
                .flatMap(channel -> PackedReader.channel(packed, 0, channel).stream()).toList();
        int weight = IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).entryClass().rankBits() > 0 && flipped(entries.get(i)) < codes.length())
                .skip(choice).findFirst().orElseThrow();
        PackedReader.Entry entry = entries.get(weight);
        long bit = entry.bit() + entry.entryClass().prefixBits();
        Path memory = design.resolve("rtl/scores_conv_weights.mem");
        change(memory, line(memory, (int) (bit / packed.wordBits()), 1 << bit % packed.wordBits()));
        int code = codes.get(flipped(entry));
        assertFails(TinyNetworks.with(NETWORK, 0, layer -> withCode(conv, weight, code)), 0, image(0));
    }

    private static int flipped(PackedReader.Entry entry) {
        return (entry.rank() - entry.entryClass().rankBase() ^ 1) + entry.entryClass().rankBase();
    }

    /** The lowest bit of the first weight's code in the first word of element 1. */
    @Test
    void aFlippedWeightOfAProcessingElementIsFoundWhereItFirstMatters() throws IOException {
        int element = 1;
        FullyConnectedPlan engine = (FullyConnectedPlan) plan.engines().get(2);
        PairedWords words = engine.elements().get(element);
        int column = IntStream.range(0, words.columns()).filter(of -> words.count(of) > 0).findFirst().orElseThrow();
        int codeBits = engine.layer().codebook().codeBits();
        int row = (int) (words.words().get(0) >> codeBits) & (1 << engine.gapBits()) - 1;
        int group = element / engine.groupElements();
        int output = engine.assignments().get(group).rows().get(element % engine.groupElements()).get(row);
        int[] positions = engine.input().positions();
        int place = IntStream.range(0, positions.length).filter(of -> positions[of] >= 0
                && engine.groups().group(of) == group && engine.groups().column(of) == column).findFirst().orElseThrow();
        int position = output * engine.layer().weights().perOutput() + positions[place];
        int[] weights = engine.layer().weights().positions().toArray();
        int weight = IntStream.range(0, weights.length).filter(of -> weights[of] == position).findFirst().orElseThrow();
        Path memory = design.resolve("rtl/scores_spread_element" + element + "_words.mem");
        change(memory, line(memory, 0, 1));
        assertFails(TinyNetworks.with(NETWORK, 2, layer -> withCode((FullyConnected) layer, weight)), 0, image(0));
    }

    @ParameterizedTest
    @CsvSource({"0, conv", "2, spread", "3, pick"})
    void aFlippedCodebookEntryIsFoundWhereItFirstMatters(int layer, String name) throws IOException {
        Path memory = design.resolve("rtl/scores_" + name + "_codebook.mem");
        change(memory, line(memory, 3, 4));
        Ints packed = PackedWeights.of(List.of(NETWORK.layers().get(layer).weighted().orElseThrow().weights())).ranges().get(0).codes();
        int code = plan.engines().get(layer) instanceof ConvolutionPlan ? packed.get(3) : 3;
        assertFails(TinyNetworks.with(NETWORK, layer, of -> withCodebookEntry(of, code, 4)), 0, image(0));
    }

    @Test
    void bothKindsOfFullyConnectedEnginesAreThere() {
        assertTrue(plan.engines().get(2) instanceof FullyConnectedPlan && plan.engines().get(2).lanes() > 1, () -> plan.toJson().toString());
        assertTrue(plan.engines().get(3) instanceof ConvolutionPlan, () -> plan.toJson().toString());
    }

    @ParameterizedTest
    @CsvSource({"0, conv_biases, 1", "2, spread_biases0, 5", "3, pick_biases, 7"})
    void aFlippedBiasIsFoundWhereItFirstMatters(int layer, String name, int output) throws IOException {
        Path memory = design.resolve("rtl/scores_" + name + ".mem");
        change(memory, line(memory, output, 0x80));
        assertFails(TinyNetworks.with(NETWORK, layer, of -> withBias(of, output, 0x80)), 0, image(0));
    }

    /** The simulation must fail as if the hardware were the given network and got the given image in that frame. */
    private void assertFails(IntegerNetwork hardware, int frame, IntTensor image) throws IOException {
        Map<String, IntTensor> right = new GoldenModel(NETWORK).inferAll(image(frame));
        Map<String, IntTensor> wrong = new GoldenModel(hardware).inferAll(image);
        for (int layer = 0; layer < NETWORK.layers().size(); layer++) {
            int[] expected = right.get(NETWORK.layers().get(layer).output().name()).values();
            int[] got = wrong.get(NETWORK.layers().get(layer).output().name()).values();
            for (int position : order(layer)) {
                if (expected[position] != got[position]) {
                    SimulationResult result = simulate(SimulationOptions.fullSpeed());
                    assertFalse(result.passed());
                    assertFirst(result, layer, frame, position, expected[position], got[position]);
                    return;
                }
            }
        }
        throw new AssertionError("the change makes no difference in frame " + frame + "; choose another");
    }

    private static void assertFirst(SimulationResult result, int layer, int frame, int position, int expected, int got) {
        IntegerLayer of = NETWORK.layers().get(layer);
        Shape shape = of.output().shape();
        Mismatch first = result.first().get(0);
        assertEquals(new Mismatch(of.name(), frame, position / shape.width() % shape.height(),
                position / (shape.width() * shape.height()), position % shape.width(), expected, got, first.cycle()), first);
        assertTrue(first.cycle() > 0 && first.cycle() < result.cycles(), first::toString);
    }

    /** Positions in the order in which a stream carries them: row group, channel, column tile, row, column. */
    private static List<Integer> order(int layer) {
        EnginePlan engine = plan.engines().get(layer);
        int rows = engine.output().rows();
        int columns = engine.output().columns();
        Shape shape = engine.operation().output().shape();
        List<Integer> order = new ArrayList<>();
        for (int group = 0; group * rows < shape.height(); group++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int tile = 0; tile * columns < shape.width(); tile++) {
                    for (int i = 0; i < rows * columns; i++) {
                        int row = group * rows + i / columns;
                        int column = tile * columns + i % columns;
                        if (row < shape.height() && column < shape.width()) {
                            order.add((channel * shape.height() + row) * shape.width() + column);
                        }
                    }
                }
            }
        }
        return order;
    }

    private SimulationResult simulate(SimulationOptions options) throws IOException {
        return simulator.run(verilator, options, FRAMES, done -> {});
    }

    private static IntTensor image(int number) {
        return RandomNetworks.image(NETWORK, number);
    }

    private void flip(Path file, int offset, int bits) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= (byte) bits;
        change(file, bytes);
    }

    /** The memory file with bits of one word flipped. */
    private static byte[] line(Path memory, int word, int bits) throws IOException {
        List<String> words = Files.readAllLines(memory);
        String old = words.get(word);
        words.set(word, String.format("%0" + old.length() + "x", Long.parseUnsignedLong(old, 16) ^ bits));
        return (String.join("\n", words) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void change(Path file, byte[] content) throws IOException {
        changed = file;
        before = Files.readAllBytes(file);
        Files.write(file, content);
    }

    private static IntegerLayer withCode(Convolution layer, int weight, int code) {
        SparseWeights weights = layer.weights();
        int[] codes = weights.codes().toArray();
        codes[weight] = code;
        return new Convolution(layer.name(), layer.input(), layer.output(), layer.window(), new SparseWeights(weights.outputs(),
                weights.inputs(), weights.kernelHeight(), weights.kernelWidth(), weights.positions(), Ints.of(codes),
                weights.indexBits()), layer.codebook(), layer.bias(), layer.requantization());
    }

    /** The lowest bit of a weight's code flipped. */
    private static IntegerLayer withCode(FullyConnected layer, int weight) {
        SparseWeights weights = layer.weights();
        int[] codes = weights.codes().toArray();
        codes[weight] ^= 1;
        return new FullyConnected(layer.name(), layer.input(), layer.output(), new SparseWeights(weights.outputs(), weights.inputs(),
                1, 1, weights.positions(), Ints.of(codes), weights.indexBits()), layer.codebook(), layer.bias(), layer.requantization());
    }

    private static IntegerLayer withCodebookEntry(IntegerLayer layer, int code, int bits) {
        Codebook codebook = layer.weighted().orElseThrow().codebook();
        int[] values = codebook.values().toArray();
        values[code] ^= bits;
        return with(layer, new Codebook(Ints.of(values), codebook.bits(), codebook.fractionBits(), codebook.paddingCode()),
                layer.weighted().orElseThrow().bias());
    }

    private static IntegerLayer withBias(IntegerLayer layer, int output, int bits) {
        long[] biases = layer.weighted().orElseThrow().bias().toArray();
        biases[output] ^= bits;
        return with(layer, layer.weighted().orElseThrow().codebook(), Longs.of(biases));
    }

    private static IntegerLayer with(IntegerLayer layer, Codebook codebook, Longs bias) {
        if (layer instanceof Convolution conv) {
            return new Convolution(conv.name(), conv.input(), conv.output(), conv.window(), conv.weights(), codebook, bias,
                    conv.requantization());
        }
        FullyConnected full = (FullyConnected) layer;
        return new FullyConnected(full.name(), full.input(), full.output(), full.weights(), codebook, bias, full.requantization(),
                full.inputDensity());
    }
}
