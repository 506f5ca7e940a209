package winnow.emit;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.MaximumPool;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;
import winnow.network.Window;
import winnow.output.OutputFolder;
import winnow.planner.Planner;
import winnow.reader.ModelForm;
import winnow.simulate.Tools;

/** A model may call its network, layers and tensors whatever it likes. */
class StrangeNamesTest {
    /** Never in emitted text but in comments. */
    private static final String MARK = "zzmark";

    private static final List<String> NAMES = List.of(
            "../../../etc/" + MARK, "/" + MARK, "\"); $finish; //" + MARK, "a\nendmodule\nmodule b; // " + MARK, "endmodule", "module",
            "reg", "input", "output", "clk", "rst", "winnow", "winnow_rom", "winnow_testbench", "dut", "s_axis", "m_axis",
            "error_short", "s", "m", "\u5377\u7a4d", "\ud83d\ude00", "\u202e\u0007\u0000", "...", "-", "9", "0conv", "tiny", "Conv",
            "conv", "CONV", "conv_2", "conv 2", "conv\\", "*/ /* " + MARK, "`include \"/etc/passwd\"", "\u00ab m.name \u00bb",
            "<m.name>", "x".repeat(1000), "x".repeat(1001), "tap_valid", "input_data", "frame_guard", "u_frame_guard", "unused_conv", "u_conv",
            "conv_data", "unused", "nul", "a`b'c$d%e\\n");

    @TempDir
    private Path folder;

    /** A chain of pools of one pixel, one for each name, behind the tiny network. */
    private static IntegerNetwork network(String name) {
        IntegerNetwork tiny = TinyNetworks.digits(name, List.of("\n`conv`", "pool/../../x", "full"));
        List<IntegerLayer> layers = new ArrayList<>(tiny.layers().subList(0, 2));
        Tensor tensor = layers.get(1).output();
        for (String layer : NAMES) {
            Tensor output = new Tensor("of " + layer, new Shape(3, 2, 2), tensor.format());
            layers.add(new MaximumPool(layer, tensor.name(), output, new Window(1, 1, 1, 1, 0, 0)));
            tensor = output;
        }
        return new IntegerNetwork(name, tiny.input(), Ints.of(0), layers);
    }

    @Test
    void layersOfAnyNameBecomeCleanVerilog() throws IOException {
        assertClean(generate(network("tiny")));
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNetworkOfAnyNameStaysInItsFolder(String name) throws IOException {
        Path design = generate(TinyNetworks.digits(name, List.of("conv", "pool", "full")));
        assertClean(design);
    }

    @Test
    void aNetworkWithTheNameOfALibraryModuleIsLintClean() throws IOException {
        Tools.verilator();
        for (IntegerNetwork network : List.of(network("winnow_rom"), TinyNetworks.digits("winnow", List.of("rom", "ram", "fifo")))) {
            Path rtl = generate(network).resolve("rtl");
            List<String> command = new ArrayList<>(List.of(Tools.verilatorCommand(), "--lint-only", "-Wall"));
            Path list = only(rtl, ".f");
            String top = list.getFileName().toString().replace(".f", "");
            command.addAll(List.of("--top-module", top, "-f", list.getFileName().toString()));
            Tools.Run lint = Tools.run(rtl, command);
            assertEquals(0, lint.code(), lint.text());
        }
    }

    private Path generate(IntegerNetwork network) throws IOException {
        Path design = folder.resolve("designs/design");
        OutputFolder files = new OutputFolder(design, false);
        new Design(Planner.plan(network, 6), "test", "0").addTo(files);
        ModelForm.add(files, "model/", network);
        files.write(Map.of());
        return design;
    }

    private void assertClean(Path design) throws IOException {
        try (Stream<Path> around = Files.walk(folder)) {
            assertTrue(around.filter(Files::isRegularFile).allMatch(file -> file.startsWith(design)), "nothing leaves the folder");
        }
        try (Stream<Path> all = Files.walk(design)) {
            for (Path file : all.filter(path -> path.toString().matches(".*\\.(v|f|mem)")).toList()) {
                assertTrue(file.getFileName().toString().matches("[a-z][a-z0-9_]*\\.(v|f|mem)"), file::toString);
                assertTrue(file.getFileName().toString().length() <= 120, file::toString);
                byte[] bytes = Files.readAllBytes(file);
                assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(new String(bytes, StandardCharsets.UTF_8)), file::toString);
                assertCode(file, new String(bytes, StandardCharsets.US_ASCII));
            }
        }
    }

    /** What is left without the comments must be free of what only a name can have brought in. */
    private static void assertCode(Path file, String text) {
        String code = text.replaceAll("//[^\n]*", "");
        // the test bench of the kit ends the simulation itself
        int ends = file.toString().endsWith("_bench.v") ? 1 : 0;
        assertEquals(ends, code.split("\\$finish", -1).length - 1, file::toString);
        for (String foreign : List.of("`include", "/*", "*/", "\u00ab", "?m.name?", "\u0000", "\r")) {
            assertFalse(code.contains(foreign), () -> file + " has " + foreign);
        }
        assertFalse(code.replaceAll("[a-z0-9_]*" + MARK + "[a-z0-9_]*", "").contains(MARK), file::toString);
        if (file.toString().endsWith(".v")) {
            assertEquals(1, code.split("\\bmodule\\b", -1).length - 1, file::toString);
            assertEquals(1, code.split("\\bendmodule\\b", -1).length - 1, file::toString);
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
            assertEquals(1, found.size(), found::toString);
            return found.get(0);
        }
    }
}
