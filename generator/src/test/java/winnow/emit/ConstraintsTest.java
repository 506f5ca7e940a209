package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.handoff.ConstraintPorts;
import winnow.handoff.ModuleHeader;
import winnow.handoff.Port;
import winnow.network.IntegerNetwork;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Planner;
import winnow.reader.ModelForm;

/** Out-of-context constraints name ports that the emitted top has, and all of them, each on its side. */
class ConstraintsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clock.sdc", "clock.xdc"})
    void namesEveryPortOfTheTopAndNoOther(String file) throws IOException {
        for (IntegerNetwork network : List.of(ModelForm.read(Path.of("models/lenet5")), TinyNetworks.colours())) {
            Path design = folder.resolve(network.name());
            new Design(Planner.plan(network, 50), "test", "digest").addTo(new OutputFolder(design, false)).write(Map.of());
            String top = network.name().equals("LeNet") ? "lenet" : network.name();
            List<Port> ports = ModuleHeader.of(Files.readString(design.resolve("rtl/" + top + ".v")), top).ports();
            String text = Files.readString(design.resolve("constraints").resolve(file));
            ConstraintPorts constraints = ConstraintPorts.of("constraints/" + file, text);
            assertFalse(ports.isEmpty());
            assertEquals(List.of(), constraints.unmatched(ports));
            assertEquals(List.of(), constraints.unconstrained(ports));
            assertEquals(ports.size(), constraints.references().size(), "each once");
            assertSides(text, ports);
        }
    }

    /** The clock is created, all other inputs have an input delay and all outputs an output delay. */
    private static void assertSides(String text, List<Port> ports) {
        for (Port port : ports) {
            String side = port.name().equals("clk") ? "create_clock -name clk -period 5.000 "
                    : port.direction() == Port.Direction.INPUT ? "set_input_delay -clock clk 2.500 " : "set_output_delay -clock clk 2.500 ";
            String line = text.lines().filter(each -> each.matches(".*[ {]" + port.name() + "(\\[\\*])?[] }].*")).findFirst().orElseThrow();
            assertTrue(line.startsWith(side), () -> port + ": " + line);
        }
    }
}
