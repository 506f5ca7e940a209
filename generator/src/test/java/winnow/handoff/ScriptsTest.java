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
import winnow.network.TinyNetworks;
import winnow.simulate.Tools;

/**
 * The scripts for Vivado and Quartus run in a plain Tcl interpreter that knows the tools' commands by name only
 * ({@code vendor_stub.tcl}): it prints each with its words, and stops at a file that is not there.
 */
class ScriptsTest {
    private static final Path STUB = Path.of("generator/src/test/resources/handoff/vendor_stub.tcl").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path design;

    @BeforeEach
    void write() throws IOException {
        Tools.require("tclsh", "-");
        design = KitDesigns.write(folder.resolve("a folder"), TinyNetworks.digits());
    }

    private Tools.Run run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tclsh", STUB.toString(), tool, design.resolve(tool + ".tcl").toString()));
        command.addAll(List.of(arguments));
        return Tools.run(folder, command);
    }

    private List<String> lines(Tools.Run run) {
        assertEquals(0, run.code(), run.text());
        return run.text().replace(folder.toString(), "FOLDER").lines().toList();
    }

    @Test
    void vivadoReadsEverySourceAndSynthesisesOutOfContext() throws IOException {
        List<String> sources = Files.readAllLines(design.resolve("rtl/tiny.f"));
        List<String> memories = KitDesigns.files(design.resolve("rtl"), ".mem").stream().map(file -> file.getFileName().toString()).toList();
        assertTrue(memories.size() > 5, memories::toString);
        String results = "FOLDER/a folder/tiny/build/vivado";
        assertEquals(List.of("read_verilog {" + String.join(" ", sources) + "}", "read_mem {" + String.join(" ", memories) + "}",
                "read_xdc -mode out_of_context {FOLDER/a folder/tiny/constraints/clock.xdc}",
                "synth_design -top tiny -part xc7a100tcsg324-1 -mode out_of_context",
                "report_utilization -hierarchical -file {" + results + "/utilization.rpt}",
                "report_timing_summary -file {" + results + "/timing.rpt}",
                "write_checkpoint -force {" + results + "/tiny.dcp}"), lines(run("vivado")));
    }

    @Test
    void vivadoTakesPartAndFolder() throws IOException {
        List<String> lines = lines(run("vivado", "xczu7ev-ffvc1156-2-e", "results"));
        assertTrue(lines.contains("synth_design -top tiny -part xczu7ev-ffvc1156-2-e -mode out_of_context"), lines::toString);
        assertTrue(lines.contains("report_timing_summary -file FOLDER/results/timing.rpt"), lines::toString);
    }

    @Test
    void quartusReadsEverySourceAndMakesAllPortsVirtualButTheClock() throws IOException {
        List<String> lines = lines(run("quartus"));
        List<String> sources = Files.readAllLines(design.resolve("rtl/tiny.f"));
        assertEquals(sources.stream().map(source -> "set_global_assignment -name VERILOG_FILE ../../rtl/" + source).toList(),
                lines.stream().filter(line -> line.contains("VERILOG_FILE")).toList());
        assertEquals(KitDesigns.top(design, "tiny").ports().stream().map(Port::name).filter(name -> !name.equals("clk"))
                .map(name -> "set_instance_assignment -name VIRTUAL_PIN ON -to " + name).toList(),
                lines.stream().filter(line -> line.contains("VIRTUAL_PIN")).toList());
        assertTrue(lines.contains("set_global_assignment -name TOP_LEVEL_ENTITY tiny"), lines::toString);
        assertTrue(lines.contains("set_global_assignment -name SDC_FILE ../../constraints/clock.sdc"), lines::toString);
        assertTrue(lines.contains("set_parameter -name MEMORY_PATH ../../rtl/"), lines::toString);
        assertEquals("execute_flow -compile", lines.get(lines.size() - 2));
    }

    @Test
    void quartusTakesDeviceAndFamily() throws IOException {
        List<String> lines = lines(run("quartus", "10M50DAF484C7G", "MAX 10"));
        assertTrue(lines.contains("set_global_assignment -name DEVICE 10M50DAF484C7G"), lines::toString);
        assertTrue(lines.contains("set_global_assignment -name FAMILY {MAX 10}"), lines::toString);
    }

    @Test
    void aMissingFileStopsTheInterpreter() throws IOException {
        Files.delete(design.resolve("rtl/winnow_rom.v"));
        for (String tool : List.of("vivado", "quartus")) {
            Tools.Run run = run(tool);
            assertTrue(run.code() != 0 && run.text().contains("winnow_rom.v is not there"), run.text());
        }
    }

    @Test
    void anUnknownCommandStopsTheInterpreter() throws IOException {
        Files.writeString(design.resolve("vivado.tcl"), Files.readString(design.resolve("vivado.tcl")).replace("synth_design", "synth_desing"));
        Tools.Run run = run("vivado");
        assertTrue(run.code() != 0 && run.text().contains("synth_desing"), run.text());
    }
}
