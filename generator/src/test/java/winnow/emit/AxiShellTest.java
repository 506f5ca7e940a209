package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.registers.ParsedHeader;
import winnow.simulate.Tools;

/** The emitted files of the AXI shell: the register map says the same in all of them, and every tool takes them. */
class AxiShellTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Plan PLAN = Planner.plan(TinyNetworks.digits(), 8);

    @TempDir
    private static Path folder;

    private static ParsedHeader header;
    private static String verilog;

    @BeforeAll
    static void emit() throws IOException {
        new Design(PLAN, "1.2.3", DIGEST).withAxi().addTo(new OutputFolder(folder, false)).write(Map.of());
        header = ParsedHeader.of(folder.resolve("software/winnow_registers.h"));
        verilog = Files.readString(folder.resolve("rtl/tiny_control.v"));
    }

    private static Map<String, Long> numbers(String pattern, int radix, String text) {
        Map<String, Long> found = new TreeMap<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(1), Long.parseLong(matcher.group(2), radix));
        }
        return found;
    }

    @Test
    void theHeaderHasTheOffsetsThatTheVerilogDecodes() {
        Map<String, Long> words = numbers("^ *localparam \\[9:0] WORD_(\\w+) = 10'h([0-9a-f]+);", 16, verilog);
        words.replaceAll((name, word) -> 4 * word);
        assertTrue(words.size() > 20);
        assertEquals(words, header.offsets());
        words.keySet().forEach(name -> assertEquals(3, verilog.split("\\bWORD_" + name + "(:| =)", -1).length - 1,
                name + " is defined, read and written"));
    }

    /** Follows the bits of every register through the concatenation that is read. */
    @Test
    void theHeaderHasTheFieldsThatTheVerilogReads() {
        Map<String, Long> inVerilog = new TreeMap<>();
        Matcher matcher = Pattern.compile("WORD_(\\w+): read_data = \\{([^}]*)};").matcher(verilog);
        while (matcher.find()) {
            int bit = 32;
            for (String part : matcher.group(2).split(",\\s+")) {
                int width = width(part);
                bit -= width;
                if (!part.contains("'")) {
                    String name = part.toUpperCase(Locale.ROOT);
                    inVerilog.put(name.equals(matcher.group(1)) ? name + "_VALUE" : name, (1L << width) - 1 << bit);
                }
            }
            assertEquals(0, bit, matcher.group(1) + " has 32 bits");
        }
        assertTrue(inVerilog.size() > 20);
        inVerilog.forEach((name, mask) -> assertEquals(mask, header.masks().get(name), name));
    }

    /** And the bits that are written to each field's cell. */
    @Test
    void theHeaderHasTheFieldsThatTheVerilogWrites() {
        Matcher matcher = Pattern.compile("\\) u_(\\w+) \\(\\s+\\.clk\\(clk\\),\\s+\\.rst\\(rst\\),\\s+\\.write\\(select_(\\w+)\\),"
                + "\\s+\\.data\\(write_data\\[(\\d+):(\\d+)]\\),\\s+\\.mask\\(write_mask\\[(\\d+):(\\d+)]\\)").matcher(verilog);
        int cells = 0;
        for (; matcher.find(); cells++) {
            String name = matcher.group(1).toUpperCase(Locale.ROOT);
            String register = matcher.group(2).toUpperCase(Locale.ROOT);
            assertTrue(name.startsWith(register), name + " in " + register);
            int high = Integer.parseInt(matcher.group(3));
            int low = Integer.parseInt(matcher.group(4));
            assertEquals(List.of(matcher.group(3), matcher.group(4)), List.of(matcher.group(5), matcher.group(6)));
            assertEquals((1L << high - low + 1) - 1 << low, header.masks().get(name.equals(register) ? name + "_VALUE" : name), name);
        }
        assertEquals(17, cells);
    }

    private static int width(String part) {
        if (part.contains("'")) {
            return Integer.parseInt(part.substring(0, part.indexOf('\'')));
        }
        Matcher port = Pattern.compile("wire (?:\\[(\\d+):0] )?" + part + ",?$", Pattern.MULTILINE).matcher(verilog);
        assertTrue(port.find(), "no port " + part);
        return port.group(1) == null ? 1 : Integer.parseInt(port.group(1)) + 1;
    }

    @Test
    void shiftsBelongToTheirMasks() {
        header.masks().forEach((name, mask) -> assertEquals(Long.numberOfTrailingZeros(mask),
                header.numbers().get("WINNOW_" + name + "_SHIFT").intValue(), name));
    }

    @Test
    void theConstantsOfTheHeaderAreInTheVerilog() throws IOException {
        ParsedHeader design = ParsedHeader.of(folder.resolve("software/tiny_registers.h"));
        assertEquals(36, design.numbers().get("TINY_INPUT_BEATS"));
        assertEquals(4, design.numbers().get("TINY_OUTPUT_BEATS"));
        assertEquals(PLAN.cycles(), design.numbers().get("TINY_PLANNED_CYCLES"));
        assertTrue(verilog.replaceAll(",\\s+", ", ").contains("WORD_VERSION: read_data = {8'h1, 8'h2, 8'h3, 8'h1};"), verilog);
        assertTrue(verilog.contains("WORD_INPUT_BEATS: read_data = {32'h24};"));
        assertTrue(verilog.contains("WORD_MODEL_DIGEST_0: read_data = {32'h1234567};"));
        assertTrue(verilog.contains("WORD_MODEL_DIGEST_7: read_data = {32'h89abcdef};"));
        assertTrue(Files.readString(folder.resolve("software/tiny_registers.h")).contains("    0x89abcdefu }"));
    }

    @Test
    void theListAndTheExampleHaveTheSameOffsets() throws IOException {
        assertEquals(header.offsets(), offsetsOfTheList());
        String python = Files.readString(folder.resolve("software/pynq_example.py"));
        assertEquals(header.offsets(), numbers("^ +\"(\\w+)\": 0x([0-9a-f]+),$", 16, python));
        Map<String, Long> bits = numbers("^([A-Z_]+) = 1 << (\\d+)$", 10, python);
        assertEquals(17, bits.size());
        bits.forEach((name, bit) -> assertEquals(1L << bit, header.masks().get(name), name));
    }

    /** The list has the offset first. */
    private static Map<String, Long> offsetsOfTheList() throws IOException {
        Map<String, Long> offsets = new TreeMap<>();
        Matcher matcher = Pattern.compile("^\\| 0x([0-9a-f]+) \\| \\[`(\\w+)`]", Pattern.MULTILINE)
                .matcher(Files.readString(folder.resolve("software/registers.md")));
        while (matcher.find()) {
            offsets.put(matcher.group(2), Long.parseLong(matcher.group(1), 16));
        }
        return offsets;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny_axi", "tiny_control"})
    void verilatorAndIcarusTakeTheShellWithoutAWarning(String top) throws IOException {
        Tools.verilator();
        Tools.require("iverilog", "-V");
        Path rtl = folder.resolve("rtl");
        assertEquals(new Tools.Run(0, ""), Tools.run(rtl, List.of(Tools.verilatorCommand(), "--lint-only", "-Wall", "--top-module",
                top, "-f", "tiny_axi.f")));
        assertEquals(new Tools.Run(0, ""), Tools.run(rtl, List.of("iverilog", "-g2005", "-Wall", "-o", "/dev/null", "-s", top,
                "-c", "tiny_axi.f")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-std=c99", "-std=c11", "-std=c99 -m32"})
    void theDriverCompilesFreestandingWithoutAWarning(String options) throws IOException {
        Tools.require("gcc", "--version");
        String command = "echo '#include \"winnow_driver.c\"\n#include \"tiny_registers.h\"\n"
                + "const uint32_t digest[WINNOW_DIGEST_WORDS] = TINY_MODEL_DIGEST;' | gcc " + options
                + " -pedantic -Wall -Wextra -Wconversion -Werror -ffreestanding -I. -x c -c - -o /dev/null";
        if (options.contains("-m32")) {
            command = command.replace("-ffreestanding", "-ffreestanding -nostdinc -isystem \"$(gcc -print-file-name=include)\"");
        }
        assertEquals(new Tools.Run(0, ""), Tools.run(folder.resolve("software"), List.of("sh", "-c", command)));
    }

    @Test
    void theDriverUsesNothingOfTheCLibrary() throws IOException {
        Tools.require("gcc", "--version");
        Tools.Run run = Tools.run(folder.resolve("software"), List.of("sh", "-c",
                "gcc -std=c99 -O1 -ffreestanding -fno-stack-protector -c winnow_driver.c -o ../driver.o && nm -u ../driver.o"));
        assertEquals(0, run.code(), run.text());
        assertEquals("", run.text().replaceAll("(?m)^ +U _GLOBAL_OFFSET_TABLE_\n", ""));
    }

    @Test
    void aDigestOrVersionThatFitsNoRegisterIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Design(PLAN, "1.2.3", "abc").withAxi().addTo(
                new OutputFolder(folder, false)));
        assertThrows(IllegalArgumentException.class, () -> new Design(PLAN, "1.2", DIGEST).withAxi().addTo(
                new OutputFolder(folder, false)));
    }
}
