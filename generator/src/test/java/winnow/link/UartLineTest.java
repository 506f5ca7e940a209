package winnow.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.simulate.Tools;

/** A receiver and a transmitter whose clocks differ: {@code sim/uart_line_bench.v} in Icarus Verilog. */
class UartLineTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void findTools() {
        Tools.require("iverilog", "-V");
        Tools.require("vvp", "-V");
    }

    @ParameterizedTest(name = "{0} clocks a bit, period {1}")
    @CsvSource({"8, 980", "8, 1000", "8, 1020", "9, 980", "9, 1020", "12, 980", "12, 1020", "25, 1000", "85, 980", "85, 1020"})
    void allBytesArriveWithClocksTwoPercentApart(int clocksPerBit, int period) throws IOException {
        assertEquals("PASS 257 bytes\n", simulate(clocksPerBit, period));
    }

    @Test
    void theBenchNoticesAClockThatIsTooSlow() throws IOException {
        String text = simulate(12, 1060);
        assertTrue(text.contains("FAIL: wrong value of byte 0\n"), text);
    }

    private String simulate(int clocksPerBit, int period) throws IOException {
        String bench = "-Puart_line_bench.";
        Tools.Run build = Tools.run(Path.of("."), List.of("iverilog", "-g2005", "-s", "uart_line_bench",
                bench + "CLOCKS_PER_BIT=" + clocksPerBit, bench + "PERIOD=" + period, "-y", "rtl-templates/lib",
                "-o", folder.resolve("bench.vvp").toString(), "sim/uart_line_bench.v"));
        assertEquals(0, build.code(), build.text());
        return Tools.run(folder, List.of("vvp", "-n", "bench.vvp")).text();
    }
}
