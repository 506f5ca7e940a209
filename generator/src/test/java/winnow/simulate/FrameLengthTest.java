package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.emit.Design;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;

/** Frames of the wrong length in a whole design: {@code sim/frame_length_bench.v} in Icarus Verilog. */
class FrameLengthTest {
    private static final int NO_ERROR = 0;
    private static final int SHORT = 1 << 17;
    private static final int LONG = 1 << 18;
    private static final int TLAST = 1 << 16;

    @TempDir
    private static Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    @BeforeAll
    static void generate() throws IOException {
        Tools.require("iverilog", "-V");
        Tools.require("vvp", "-V");
        write(TinyNetworks.digits());
        write(TinyNetworks.colours());
    }

    private static void write(IntegerNetwork network) throws IOException {
        Plan plan = Planner.plan(network, 6);
        new Design(plan, "test", "0").addTo(new OutputFolder(folder.resolve(network.name()), false)).write(Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aShortAndALongFrameAreReportedAndTheFramesBehindThemAreRight(int stall) throws IOException {
        assertEquals("PASS", firstWord(framesOfAllLengths(TinyNetworks.digits(), stall)));
    }

    @Test
    void severalChannelsPerPixelChangeNothing() throws IOException {
        assertEquals("PASS", firstWord(framesOfAllLengths(TinyNetworks.colours(), 0)));
    }

    @Test
    void theBenchNoticesAWrongOutput() throws IOException {
        IntegerNetwork network = TinyNetworks.digits();
        frame(network, 1, 36, 36, NO_ERROR);
        expected.set(2, String.format("%05x", Integer.parseInt(expected.get(2), 16) ^ 1));
        String text = simulate(network, 0);
        assertTrue(text.contains("tlast or data of output beat 2\n"), text);
    }

    @Test
    void theBenchNoticesAMissingErrorFlag() throws IOException {
        IntegerNetwork network = TinyNetworks.digits();
        frame(network, 1, 36, 36, NO_ERROR);
        frame(network, 2, 36, 36, SHORT);
        String text = simulate(network, 0);
        assertTrue(text.contains("error flags before input beat 36\n"), text);
    }

    /** Whole, short, whole, one beat only, long, whole, much too long, whole. */
    private String framesOfAllLengths(IntegerNetwork network, int stall) throws IOException {
        int beats = network.input().shape().size();
        frame(network, 1, beats, beats, NO_ERROR);
        frame(network, 2, beats - 1, beats, NO_ERROR);
        frame(network, 3, beats, beats, SHORT);
        frame(network, 4, 1, beats, SHORT);
        frame(network, 5, beats + 1, beats, SHORT);
        frame(network, 6, beats, beats, SHORT | LONG);
        frame(network, 7, 3 * beats + 5, beats, SHORT | LONG);
        frame(network, 8, beats, beats, SHORT | LONG);
        return simulate(network, stall);
    }

    /**
     * Adds a frame of some length. What is missing counts as 0, what is too much not at all.
     *
     * @param errors flags while it begins; one of its own length comes after its last beat
     */
    private void frame(IntegerNetwork network, int seed, int length, int beats, int errors) {
        int[] image = RandomNetworks.image(network, seed).values();
        int channels = network.input().shape().channels();
        int pixels = beats / channels;
        int[] received = new int[beats];
        for (int beat = 0; beat < length; beat++) {
            int place = beat % beats % channels * pixels + beat % beats / channels;
            if (beat < beats) {
                received[place] = image[place];
            }
            int flags = beat < beats ? errors : errors | LONG;
            sent.add(String.format("%05x", flags | (beat == length - 1 ? TLAST : 0) | image[place]));
        }
        IntTensor output = new GoldenModel(network).infer(new IntTensor(network.input().shape(), received));
        for (int channel = 0; channel < output.values().length; channel++) {
            int last = channel == output.values().length - 1 ? TLAST : 0;
            expected.add(String.format("%05x", last | output.values()[channel] & (1 << network.output().format().bits()) - 1));
        }
    }

    private String simulate(IntegerNetwork network, int stall) throws IOException {
        Path design = folder.resolve(network.name());
        Files.write(design.resolve("frames_in.hex"), sent);
        Files.write(design.resolve("frames_out.hex"), expected);
        String bench = "-Pframe_length_bench.";
        List<String> command = new ArrayList<>(List.of("iverilog", "-g2005", "-s", "frame_length_bench", "-o", "../bench.vvp",
                bench + "FOLDER=\"..\"", bench + "INPUTS=" + sent.size(), bench + "OUTPUTS=" + expected.size(),
                bench + "STALL=" + stall, Path.of("sim/frame_length_bench.v").toAbsolutePath().toString(),
                "../sim/winnow_testbench.v"));
        command.addAll(Files.readAllLines(design.resolve("rtl/" + network.name() + ".f")));
        Tools.Run build = Tools.run(design.resolve("rtl"), command);
        assertEquals(0, build.code(), build.text());
        return Tools.run(design.resolve("rtl"), List.of("vvp", "-n", "../bench.vvp")).text();
    }

    private static String firstWord(String text) {
        return text.startsWith("PASS ") ? "PASS" : text;
    }
}
