package winnow.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.Skipped;
import winnow.network.TinyNetworks;
import winnow.simulate.Tools;

/** FuseSoC itself reads the core file and runs its targets. */
class FusesocTest {
    private static final Path FUSESOC = Path.of("build/handoff/venv/bin/fusesoc").toAbsolutePath();
    private static final String CORE = "winnow:network:tiny:" + KitDesigns.VERSION;

    @TempDir
    private Path folder;

    private Path design;

    @BeforeEach
    void write() throws IOException {
        if (!Files.isExecutable(FUSESOC)) {
            Skipped.forWantOfTool("build/handoff/venv/bin/fusesoc is missing; 'make handoff-tools' installs it");
        }
        Tools.verilator();
        Tools.require("iverilog", "-V");
        Tools.require("yosys", "-V");
        design = KitDesigns.write(folder, TinyNetworks.digits());
    }

    private Tools.Run fusesoc(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(FUSESOC.toString(), "--cores-root", design.toString()));
        command.addAll(List.of(arguments));
        return Tools.run(folder, command);
    }

    @Test
    void showsTheCoreWithItsTargets() throws IOException {
        Tools.Run run = fusesoc("core", "show", CORE);
        assertEquals(0, run.code(), run.text());
        for (String target : List.of("default", "lint", "sim", "sim-icarus", "synth", "vivado")) {
            assertTrue(run.text().lines().anyMatch(line -> line.startsWith(target + " ")), run.text());
        }
        assertTrue(!run.text().contains("WARNING") && !run.text().contains("ERROR"), run.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "synth"})
    void runsTheTarget(String target) throws IOException {
        Tools.Run run = fusesoc("run", "--target=" + target, CORE);
        assertEquals(0, run.code(), run.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim", "sim-icarus"})
    void theTestBenchPassesAndNoticesAChange(String target) throws IOException {
        Tools.Run run = fusesoc("run", "--target=" + target, CORE, "--seed", "3");
        assertEquals(0, run.code(), run.text());
        assertTrue(run.text().contains("seed 3: ") && run.text().contains("\nPASSED\n"), run.text());
        Path outputs = design.resolve("bench/outputs.mem");
        String text = Files.readString(outputs);
        Files.writeString(outputs, (text.charAt(2) == '0' ? text.substring(0, 2) + "1" : text.substring(0, 2) + "0") + text.substring(3));
        Tools.Run changed = fusesoc("run", "--target=" + target, CORE);
        assertTrue(changed.code() != 0 && changed.text().contains("FAILED: faults in "), changed.text());
    }

    @Test
    void passesMemoryPathOn() throws IOException {
        Tools.Run run = fusesoc("run", "--target=sim-icarus", CORE, "--MEMORY_PATH", design.resolve("rtl") + "/");
        assertEquals(0, run.code(), run.text());
        Tools.Run nowhere = fusesoc("run", "--target=sim-icarus", CORE, "--MEMORY_PATH", folder + "/nowhere/");
        assertTrue(!nowhere.text().contains("\nPASSED\n"), nowhere.text());
    }
}
