package winnow.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.cli.WinnowCommand;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.reader.ModelForm;
import winnow.simulate.Tools;

/** {@code synth} and {@code bitstream} from end to end, on a network that a small device places and routes in seconds. */
class SynthesisCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeDesign() throws IOException {
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", TinyNetworks.digits()).write(Map.of("kind", "model"));
        assertEquals(0, run("generate", folder + "/model", "--lanes", "2", "-o", design()), err::toString);
        out.getBuffer().setLength(0);
    }

    private int run(String... arguments) {
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String design() {
        return folder + "/a design";
    }

    @Test
    void placesAndRoutesForTheIcebreaker() throws IOException {
        Tools.require("yosys", "-V");
        Tools.require("nextpnr-ice40", "--version");
        assertEquals(0, run("synth", design(), "--board", "icebreaker", "--out-of-context"), err::toString);
        Path results = Path.of(design(), "synthesis", "icebreaker");
        JsonNode json = new ObjectMapper().readTree(results.resolve("synthesis.json").toFile());
        assertEquals("iCE40UP5K-SG48", json.path("device").asText());
        assertEquals(2, json.path("resources").path("dsp").path("used").asInt());
        assertEquals(8, json.path("resources").path("dsp").path("available").asInt());
        for (String resource : List.of("bram", "spram", "dsp")) {
            assertEquals(json.path("resources").path(resource).path("used"), json.path("predicted").path("total").path(resource), resource);
        }
        assertTrue(out.toString().contains("by the resource model, predicted:"), out.toString());
        for (String resource : List.of("lut", "ff", "bram", "dsp")) {
            double sum = 0;
            for (String layer : List.of("conv", "pool", "full", LayerNames.OTHER)) {
                sum += json.path("layers").path(layer).path(resource).asDouble();
            }
            assertEquals(json.path("resources").path(resource).path("used").asDouble(), sum, resource);
        }
        assertEquals(1, json.path("layers").path("conv").path("dsp").asInt());
        double fmax = json.path("fmax_mhz").asDouble();
        assertTrue(fmax > 5 && fmax < 200, json.toString());
        assertEquals(fmax * 1e6 / json.path("cycles_per_frame").asLong(), json.path("frames_per_second").asDouble(),
                1e-3 * json.path("frames_per_second").asDouble());
        assertEquals(1000 / fmax, json.path("critical_path").path("nanoseconds").asDouble(), 0.1);
        assertFalse(json.path("critical_path").path("layers").isEmpty(), json.toString());
        assertTrue(json.path("packed").path("ICESTORM_LC").path("used").asInt()
                >= json.path("resources").path("lut").path("used").asInt());
        assertEquals(out.toString(), Files.readString(results.resolve("synthesis.md")) + "written to " + results + "\n");
    }

    /** The same design on a device that has less of everything: what exceeds what, before place and route fails. */
    @Test
    void aDesignThatDoesNotFitIsToldByHowMuchAndWhereItWould() throws IOException {
        Tools.require("yosys", "-V");
        Path small = board("\"lut\": 5280", "\"lut\": 200", "\"dsp\": 8", "\"dsp\": 0", "\"bram\": 30", "\"bram\": 1");
        assertEquals(1, run("synth", design(), "--board", small.toString(), "--out-of-context"));
        List<String> lines = err.toString().lines().toList();
        assertTrue(lines.get(0).matches("winnow: error: tiny does not fit iCEBreaker: LUT: [0-9,]+ of 200 \\([0-9]+ %\\)"), lines.get(0));
        assertTrue(lines.get(1).matches("winnow: error: tiny does not fit iCEBreaker: block RAM: [0-9]+ of 1 \\([0-9]+ %\\)"), lines.get(1));
        assertEquals("winnow: error: tiny does not fit iCEBreaker: DSP: 2 of 0", lines.get(2));
        assertTrue(lines.get(3).startsWith("winnow: error: as it is it would fit arty-a7-100t (XC7A100T-1CSG324C), icebreaker ("),
                lines.get(3));
        assertTrue(out.toString().contains("Not placed and routed."));
    }

    @Test
    void aPinOfAPortThatThereIsNotIsNamedWithItsLine() throws IOException {
        Tools.require("yosys", "-V");
        Path board = board();
        Files.writeString(board.resolve("pins.pcf"), Files.readString(board.resolve("pins.pcf")).replace("uart_rx ", "uart_rxd "));
        assertEquals(1, run("synth", design(), "--board", board.toString(), "--out-of-context", "--no-route"));
        assertEquals(List.of("winnow: error: pins.pcf:3: 'uart_rxd' matches no port; the nearest is 'uart_rx'",
                "winnow: error: pins.pcf: constrains nothing of port 'uart_rx'"),
                err.toString().lines().toList());
    }

    @Test
    void withoutAShellTheBitstreamIsRefusedWithWhatToDo() throws IOException {
        Files.deleteIfExists(Path.of(design(), "rtl", "tiny_uart.v"));
        assertEquals(1, run("bitstream", design(), "--board", "icebreaker"));
        assertTrue(err.toString().startsWith("winnow: error: " + design() + ": has no serial line to a board"),
                err.toString());
    }

    @Test
    void wrongUseIsNamed() {
        assertEquals(1, run("synth", design(), "--board", "none"));
        assertTrue(err.toString().startsWith("winnow: error: no board 'none'; there are arty-a7-100t, "), err.toString());
        assertEquals(2, run("synth", design(), "--board", "icebreaker", "--seed", "0"));
        assertEquals(2, run("synth", design()));
        err.getBuffer().setLength(0);
        assertEquals(1, run("bitstream", design(), "--board", "zcu104"));
        assertEquals("winnow: error: ZCU104: no open tools make bitstreams for AMD UltraScale+; 'winnow synth' says the area,"
                + " and its maker's tools make the bitstream\n", err.toString());
    }

    @Test
    void aToolThatIsMissingOrFailsIsNamed() throws IOException {
        assertEquals("winnow: error: Yosys: cannot run no-such-tool; 'make synth' installs it, or name the executable in"
                + " WINNOW_YOSYS\n", withYosys("no-such-tool"));
        Path tool = folder.resolve("tool");
        Files.writeString(tool, "#!/bin/sh\n[ \"$1\" = -V ] && echo Yosys 9 && exit 0\necho 'ERROR: out of ideas'\nexit 3\n");
        assertTrue(tool.toFile().setExecutable(true));
        Path work = Path.of(design(), "synthesis", "icebreaker", "work");
        assertEquals("winnow: error: Yosys: the design is not synthesised (exit code 3); " + work + "/synthesis.out ends with:\n"
                + "winnow: error: ERROR: out of ideas\n", withYosys(tool.toString()));
    }

    @Test
    void aSeedWithoutAPlacementIsPassedOver() throws IOException {
        Tools.require("yosys", "-V");
        Tools.require("nextpnr-ice40", "--version");
        Path tool = folder.resolve("nextpnr");
        Files.writeString(tool, "#!/bin/sh\ncase \"$*\" in *'--seed 1 '*) echo 'ERROR: no place left'; exit 1; esac\n"
                + "exec nextpnr-ice40 \"$@\"\n");
        assertTrue(tool.toFile().setExecutable(true));
        Tools.Run refused = withTool("WINNOW_NEXTPNR=" + tool);
        assertEquals(1, refused.code(), refused.text());
        assertTrue(refused.text().contains("ends with:\nwinnow: error: ERROR: no place left\nwinnow: error: seed 1 was the last;"
                + " others may do: --seed 2 --seeds 4\n"), refused.text());
        Tools.Run routed = withTool("WINNOW_NEXTPNR=" + tool, "--seeds", "2");
        assertEquals(0, routed.code(), routed.text());
        assertTrue(routed.text().contains("(seed 2)"), routed.text());
    }

    private String withYosys(String command) throws IOException {
        Tools.Run run = withTool("WINNOW_YOSYS=" + command, "--no-route");
        assertEquals(1, run.code(), run.text());
        return run.text();
    }

    /** Synthesises in a process of its own, for its environment. */
    private Tools.Run withTool(String variable, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("env", variable,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                "winnow.Main", "synth", design(), "--board", "icebreaker", "--out-of-context"));
        arguments.addAll(List.of(options));
        return Tools.run(folder, arguments);
    }

    /** The iCEBreaker with other figures: each is followed by what stands in its place. */
    private Path board(String... changes) throws IOException {
        Path board = Files.createDirectory(folder.resolve("small"));
        for (String name : List.of("board.json", "clock.v", "pins.pcf")) {
            String text = Files.readString(Path.of("constraints/icebreaker").resolve(name)).replace("\"icebreaker\"", "\"small\"");
            for (int i = 0; i < changes.length; i += 2) {
                text = text.replace(changes[i], changes[i + 1]);
            }
            Files.writeString(board.resolve(name), text);
        }
        return board;
    }
}
