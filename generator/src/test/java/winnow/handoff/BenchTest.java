package winnow.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.TinyNetworks;
import winnow.simulate.Tools;

/**
 * The stand-alone test bench, from a copy of the design's folder elsewhere: it passes in both simulators, and fails whatever
 * single word is changed.
 */
class BenchTest {
    @TempDir
    private static Path folder;

    private Path copy;

    @BeforeAll
    static void write() throws IOException {
        Tools.require("make", "--version");
        Tools.require("iverilog", "-V");
        Tools.verilator();
        KitDesigns.write(folder, TinyNetworks.scores());
        KitDesigns.write(folder, KitDesigns.loaded());
        KitDesigns.write(folder, KitDesigns.wide());
    }

    @BeforeEach
    void forget() throws IOException {
        FileUtils.deleteDirectory(folder.resolve("elsewhere").toFile());
    }

    private void copy(String design) throws IOException {
        copy(design, "elsewhere");
    }

    private void copy(String design, String place) throws IOException {
        copy = folder.resolve(place).resolve(design);
        FileUtils.copyDirectory(folder.resolve(design).toFile(), copy.toFile());
    }

    private Tools.Run make(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("make", "-C", copy.resolve("bench").toString()));
        command.addAll(List.of(arguments));
        return Tools.run(folder, command);
    }

    @ParameterizedTest
    @CsvSource({"scores, icarus", "colours, icarus", "perceptron, icarus", "perceptron, verilator"})
    void passesWithAndWithoutGapsInACopy(String design, String simulator) throws IOException {
        copy(design);
        Tools.Run run = make(simulator, "SEEDS=0 1 2");
        assertEquals(0, run.code(), run.text());
        assertEquals(3, run.text().split("\nPASSED\n", -1).length - 1, run.text());
        assertTrue(run.text().contains("\ncycles per frame "), run.text());
        assertFalse(run.text().contains("FAULT"), run.text());
    }

    /** The model is built once: it reads vectors and memories when it runs. */
    @Test
    void bothSimulatorsCountTheSameClocksAndNoticeAChangedWord() throws IOException {
        copy("scores");
        assertEquals(figures(make("icarus", "SEEDS=0 7")), figures(make("verilator", "SEEDS=0 7")));
        for (String file : List.of("bench/outputs.mem", "rtl/scores_pick_weights.mem")) {
            change(copy.resolve(file), 1, 0x1);
            Tools.Run run = make("verilator", "SEEDS=0");
            assertTrue(run.code() != 0 && run.text().contains("\nFAILED: faults in "), run.text());
            change(copy.resolve(file), 1, 0x1);
            assertEquals(0, make("verilator", "SEEDS=0").code());
        }
    }

    private static List<String> figures(Tools.Run run) {
        List<String> figures = run.text().lines().filter(line -> line.matches("(seed|latency|cycles) .*")).toList();
        assertEquals(5, figures.size(), run.text());
        return figures;
    }

    /** GNU Make cannot build Verilator's model in such a folder. */
    @Test
    void aFolderWithABlankTakesIcarus() throws IOException {
        copy("scores", "else where");
        Tools.Run run = make("SEEDS=0");
        assertTrue(run.code() == 0 && run.text().contains("building build/scores_bench.vvp"), run.text());
    }

    /** One digit of one word; words of the vectors and of the accelerator's own memories. */
    @ParameterizedTest
    @CsvSource({"scores, bench/outputs.mem, 7, wrong data", "scores, bench/outputs.mem, 11, wrong", "scores, bench/inputs.mem, 14, wrong data",
        "scores, rtl/scores_conv_codebook.mem, 0, wrong data", "scores, rtl/scores_pick_weights.mem, 1, wrong data",
        "colours, rtl/colours_load.mem, 2, wrong data", "colours, rtl/colours_conv_codebook.mem, 0, wrong data"})
    void aChangedWordFails(String design, String file, int line, String fault) throws IOException {
        copy(design);
        change(copy.resolve(file), line, file.endsWith("inputs.mem") ? 0x80 : 0x1);
        Tools.Run run = make("icarus", "SEEDS=0");
        assertTrue(run.code() != 0, run.text());
        assertTrue(run.text().contains("FAULT in clock") && run.text().contains(": " + fault), run.text());
        assertTrue(run.text().contains("\nFAILED: faults in "), run.text());
        assertFalse(run.text().contains("PASSED"), run.text());
    }

    /** A frame of the wide design has 10 values in beats of 3: two places of its last beat are not compared, the third is. */
    @Test
    void onlyThePixelsOfAShortBeatCount() throws IOException {
        copy("perceptron");
        assertEquals(List.of("ffffff", "ffffff", "ffffff", "0000ff"), Files.readAllLines(copy.resolve("bench/masks.mem")));
        change(copy.resolve("bench/outputs.mem"), 3, 0x100);
        assertEquals(0, make("icarus", "SEEDS=0").code());
        change(copy.resolve("bench/outputs.mem"), 3, 0x80);
        Tools.Run run = make("icarus", "SEEDS=0");
        assertTrue(run.code() != 0 && run.text().contains("output beat 3 of frame 0: wrong data"), run.text());
    }

    @Test
    void aMissingTlastFails() throws IOException {
        copy("scores");
        Path outputs = copy.resolve("bench/outputs.mem");
        List<String> lines = Files.readAllLines(outputs);
        int last = 11;
        assertTrue(lines.get(last).startsWith("1") && lines.get(last - 1).startsWith("0"), lines::toString);
        change(outputs, last, 0x100);
        Tools.Run run = make("icarus", "SEEDS=0");
        assertTrue(run.code() != 0 && run.text().contains("output beat 11 of frame 0: wrong tlast"), run.text());
    }

    @Test
    void aShortInputFrameIsNoticed() throws IOException {
        copy("scores");
        change(copy.resolve("bench/inputs.mem"), 3, 0x100);
        Tools.Run run = make("icarus", "SEEDS=0");
        assertTrue(run.code() != 0 && run.text().contains("error_short or error_long"), run.text());
    }

    /** An accelerator that stops taking beats ends the run, not only the patience of whoever waits. */
    @Test
    void aHangEnds() throws IOException {
        copy("scores");
        Path top = copy.resolve("rtl/scores.v");
        String text = Files.readString(top);
        String cut = text.replaceAll("assign m_axis_tvalid = \\w+;", "assign m_axis_tvalid = 1'b0;");
        assertFalse(text.equals(cut));
        Files.writeString(top, cut);
        Tools.Run run = make("icarus", "SEEDS=0");
        assertTrue(run.code() != 0 && run.text().contains("it hangs"), run.text());
        assertTrue(run.text().contains("output beats are missing"), run.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"icarus", "verilator"})
    void writesAWaveformIfAsked(String simulator) throws IOException {
        copy("scores");
        Tools.Run run = make(simulator, "SEEDS=1", "VCD=1");
        assertEquals(0, run.code(), run.text());
        Path waveform = copy.resolve("bench/scores_bench.vcd");
        assertTrue(Files.readString(waveform).contains("s_axis_tdata"), "signals of the accelerator");
        assertEquals(0, make("clean").code());
        assertFalse(Files.exists(waveform) || Files.exists(copy.resolve("bench/build")));
    }

    @Test
    void takesIcarusWhereVerilatorIsMissingAndNamesBothIfNoneIsThere() throws IOException {
        copy("scores");
        Path tools = Files.createDirectories(folder.resolve("elsewhere/tools"));
        for (String tool : List.of("make", "sh", "grep", "mkdir", "printf", "echo", "iverilog", "vvp")) {
            Tools.Run found = Tools.run(folder, List.of("sh", "-c", "command -v " + tool));
            if (found.text().startsWith("/")) {
                Files.createSymbolicLink(tools.resolve(tool), Path.of(found.text().strip()));
            }
        }
        Tools.Run icarus = withTools(tools);
        assertTrue(icarus.code() == 0 && icarus.text().contains("building build/scores_bench.vvp"), icarus.text());
        assertEquals(0, make("clean").code());
        Files.delete(tools.resolve("iverilog"));
        Tools.Run none = withTools(tools);
        assertTrue(none.code() != 0 && none.text().contains("neither verilator (5 or newer) nor iverilog is here"), none.text());
    }

    private Tools.Run withTools(Path tools) throws IOException {
        return Tools.run(folder, List.of("env", "PATH=" + tools, "make", "-C", copy.resolve("bench").toString(), "SEEDS=0"));
    }

    @Test
    void holdsNoPathOfThisMachine() throws IOException {
        copy("scores");
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(folder.toString()), file::toString);
            }
        }
    }

    private static void change(Path file, int line, int bits) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String word = lines.get(line);
        lines.set(line, String.format("%0" + word.length() + "x", Long.parseLong(word, 16) ^ bits));
        Files.write(file, lines);
    }
}
