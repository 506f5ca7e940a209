package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.network.InvalidInputException;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.ModelForm;
import winnow.rtl.UartSettings;
import winnow.rtl.UartTop;
import winnow.simulate.Tools;

/** The top for a board with a serial line. */
class UartTopTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final UartSettings SETTINGS = new UartSettings(12_000, 1_000_000);

    @TempDir
    private Path folder;

    static Stream<Plan> plans() throws IOException {
        return Stream.of(Planner.plan(TinyNetworks.digits(), 6), Planner.plan(TinyNetworks.colours(), 6),
                Planner.plan(TinyNetworks.scores(), 6),
                Planner.plan(ModelForm.read(Path.of("models/lenet300")), PlanOptions.budget(13).withInputPixels(4).withOutputPixels(10)),
                Planner.plan(TinyNetworks.digits("a", List.of("uart", "uart_2", "shell")), 6));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void isLintCleanFromItsFileList(Plan plan) throws IOException {
        Tools.verilator();
        Path rtl = write(plan).resolve("rtl");
        String top = top(rtl);
        Tools.Run lint = Tools.run(rtl, List.of(Tools.verilatorCommand(), "--lint-only", "-Wall", "--top-module", top, "-f", top + ".f",
                "../sim/winnow_board_clock.v"));
        assertEquals("", lint.text());
        assertEquals(0, lint.code());
    }

    @Test
    void withoutItNothingOfItIsWritten() throws IOException {
        Path design = folder.resolve("plain");
        new Design(Planner.plan(TinyNetworks.digits(), 6), "test", DIGEST).addTo(new OutputFolder(design, false)).write(Map.of());
        try (Stream<Path> files = Files.walk(design)) {
            assertEquals(List.of(), files.filter(file -> file.toString().matches(".*(_uart|shell|board).*")).toList());
        }
    }

    @Test
    void saysWhatTheHostHasToKnow() throws IOException {
        Path design = write(Planner.plan(ModelForm.read(Path.of("models/lenet5")), 4));
        String top = Files.readString(design.resolve("rtl/lenet_uart.v"));
        assertTrue(top.contains("parameter integer CLOCK_KHZ     = 12000,"), top);
        assertTrue(top.contains(".DIGEST(64'h0123456789abcdef)"), top);
        assertTrue(top.contains(".INPUT_BEATS(784)"), top);
        assertTrue(top.contains(".OUTPUT_BEATS(10)"), top);
        assertTrue(top.contains(".LOAD_WORDS(0)"), top);
        assertFalse(Files.readString(design.resolve("rtl/lenet.f")).contains("uart"));
    }

    @Test
    void theLineWaitsForASlowAccelerator() throws IOException {
        Plan plan = Planner.plan(ModelForm.read(Path.of("models/lenet5")), 4);
        assertEquals((plan.worstCycles() + 783) / 784, UartTop.of(plan, "lenet", SETTINGS, DIGEST).clocksPerBeat());
        assertEquals(3, UartTop.of(plan, "lenet", SETTINGS, DIGEST).beatBytes());
        assertEquals(1, UartTop.of(plan, "lenet", new UartSettings(48_000, 1_000_000), DIGEST).beatBytes());
    }

    @Test
    void aFrameThatIsTooLongIsRefused() {
        InvalidInputException refused = assertThrows(InvalidInputException.class,
                () -> new UartTop("a_uart", "a", SETTINGS, 8, 227 * 227 * 3, 1, 8, 10, 0, false, "0123456789abcdef"));
        assertTrue(refused.getMessage().contains("an image takes 154587 beats of 1 bytes on the line, more than the 65531"),
                refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"12000, 1000000, 12", "24000, 3000000, 8", "85000, 1000000, 85", "25000, 1500000, 17", "12000, 115200, 104"})
    void clocksPerBitAreRounded(int clockKhz, int baud, int clocks) {
        assertEquals(clocks, new UartSettings(clockKhz, baud).clocksPerBit());
    }

    @ParameterizedTest
    @CsvSource({"7999, 1000000, more than an eighth", "25000, 3000000, 4.2 % off", "0, 9600, is not in", "12000, 0, is not at least 1"})
    void aLineThatCannotWorkIsRefused(int clockKhz, int baud, String problem) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> new UartSettings(clockKhz, baud));
        assertTrue(refused.getMessage().contains(problem), refused::getMessage);
    }

    private static String top(Path rtl) throws IOException {
        try (Stream<Path> files = Files.list(rtl)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(UartTop.SUFFIX + ".f"))
                    .findFirst().orElseThrow().replace(".f", "");
        }
    }

    private Path write(Plan plan) throws IOException {
        Path design = folder.resolve("design");
        new Design(plan, "test", DIGEST).withUart(SETTINGS).addTo(new OutputFolder(design, true)).write(Map.of());
        return design;
    }
}
