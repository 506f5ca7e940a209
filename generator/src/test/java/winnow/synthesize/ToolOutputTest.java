package winnow.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.resources.Resources;

/**
 * What tools wrote, recorded: Yosys 0.23 for iCE40 of the power-on reset with a counter of 4 bits, nextpnr-ecp5 0.11.1 of
 * LeNet-5's layer ip2.
 */
class ToolOutputTest {
    private static final Path FOLDER = Path.of("generator/src/test/resources/synthesis");

    @Test
    void readsPortsAndCellsOfTheTopAlone() throws IOException {
        Map<String, String> cells = new TreeMap<>();
        Resources[] sum = {Resources.NONE};
        Netlist netlist = Netlist.read(FOLDER.resolve("netlist.json"), "winnow_power_on_reset", (cell, type) -> {
            cells.put(cell, type);
            sum[0] = sum[0].plus(Family.of("ice40").cell(type));
        });
        assertEquals(List.of("INPUT clk 1", "INPUT locked 1", "OUTPUT rst 1"), netlist.ports().stream()
                .map(port -> port.direction() + " " + port.name() + " " + port.width()).toList());
        assertEquals(Map.of("SB_LUT4", 7, "SB_DFFESR", 3, "SB_CARRY", 2, "SB_DFF", 2, "SB_DFFSR", 1), netlist.types());
        assertEquals("SB_DFFESR", cells.get("count_reg_SB_DFFESR_Q_1"));
        assertEquals(15, cells.size());
        assertEquals(Resources.of(Resource.LUT, 7).with(Resource.FF, 6).with(Resource.CARRY, 2), sum[0]);
    }

    @Test
    void readsClockUtilisationAndTheSlowestPathBetweenRegisters() throws IOException {
        Timing timing = Timing.read(FOLDER.resolve("place-and-route.json"), new LayerNames(List.of("decoder")));
        assertEquals(74.79, timing.megahertz(), 0.01);
        assertEquals(85, timing.slowest().orElseThrow().required());
        assertTrue(timing.utilisation().contains(new Timing.Element("TRELLIS_COMB", 1590, 83640)), timing.toString());
        CriticalPath path = timing.criticalPath().orElseThrow();
        assertEquals(13.37, path.nanoseconds(), 0.01);
        assertEquals(9.37, path.routing(), 0.01);
        assertEquals(List.of("decoder"), path.layers());
        assertEquals("u_decoder.next_word", path.stages().get(0).name());
        assertEquals("u_decoder.u_queue.first", path.stages().get(path.stages().size() - 1).name());
        assertEquals(path.nanoseconds(), path.stages().stream().mapToDouble(CriticalPath.Stage::nanoseconds).sum(), 1e-6);
    }
}
