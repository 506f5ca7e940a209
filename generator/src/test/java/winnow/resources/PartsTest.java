package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;
import winnow.simulate.Tools;

/** What a design is said to have is what Yosys finds in its Verilog: each memory, each multiplier, each block. */
class PartsTest {
    @TempDir
    private Path temporary;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("digits", TinyNetworks.digits(), 5),
                Arguments.of("scores", TinyNetworks.scores(), 14),
                Arguments.of("colours", TinyNetworks.colours(), 6),
                Arguments.of("branched", RandomNetworks.branched(5), 9),
                Arguments.of("flattened", RandomNetworks.flattened(3), 12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyMemoryIsListed(String name, IntegerNetwork network, int lanes) throws IOException {
        Tools.require("yosys", "-V");
        Rtl rtl = write(network, lanes);
        TreeSet<String> listed = new TreeSet<>();
        for (List<Part> parts : Parts.of(rtl).values()) {
            parts.forEach(part -> part.memories().forEach(
                    memory -> listed.add(memory.path() + " " + memory.width() + " x " + memory.depth())));
        }
        yosys("read_verilog " + files(rtl) + "; hierarchy -check -top " + rtl.name()
                + "; proc; flatten; memory_collect; dump -o memories.txt t:$mem_v2");
        TreeSet<String> found = elaborated(
                FileUtils.readFileToString(rtlFolder().resolve("memories.txt").toFile(), StandardCharsets.UTF_8));
        assertEquals(List.of(), found.stream().filter(memory -> !listed.contains(memory)).toList(), "not listed");
        assertEquals(List.of(), listed.stream().filter(memory -> !found.contains(memory)).toList(), "not in the Verilog");
        assertFalse(found.isEmpty());
    }

    /** The smaller ones: Yosys takes long. */
    static Stream<Arguments> small() {
        return networks().filter(network -> List.of("digits", "scores", "colours").contains(network.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("small")
    void blocksAreCountedAsYosysMakesThem(String name, IntegerNetwork network, int lanes) throws IOException {
        Tools.require("yosys", "-V");
        Rtl rtl = write(network, lanes);
        List<String> differences = new ArrayList<>();
        for (String familyName : List.of("ice40", "ecp5", "xilinx7")) {
            Family family = Family.of(familyName);
            yosys("read_verilog " + files(rtl) + "; " + family.script(rtl.name(), true).strip().replace("\n", "; ")
                    + " -run :map_ffram; opt_clean; tee -o cells.txt stat");
            Map<String, Integer> cells = cells(FileUtils.readFileToString(rtlFolder().resolve("cells.txt").toFile(), StandardCharsets.UTF_8));
            Resources predicted = Estimate.blocks(Parts.of(rtl).values().stream().flatMap(List::stream).toList(), family);
            Resources found = cells.entrySet().stream().map(cell -> family.cell(cell.getKey()).times(cell.getValue()))
                    .reduce(Resources.NONE, Resources::plus);
            for (Resource resource : List.of(Resource.BRAM, Resource.DSP)) {
                if (predicted.of(resource) != found.of(resource)) {
                    differences.add(familyName + " " + resource + ": " + predicted.of(resource) + " predicted, " + found.of(resource));
                }
            }
        }
        assertEquals(List.of(), differences);
    }

    private Rtl write(IntegerNetwork network, int lanes) throws IOException {
        var plan = Planner.plan(network, PlanOptions.budget(lanes));
        new Design(plan, "test", "0").addTo(new OutputFolder(temporary.resolve("design"), true)).write(Map.of(OutputFolder.KIND, "design"));
        return RtlBuilder.build(plan);
    }

    private Path rtlFolder() {
        return temporary.resolve("design/rtl");
    }

    private String files(Rtl rtl) throws IOException {
        return String.join(" ", Files.readAllLines(rtlFolder().resolve(rtl.name() + ".f")));
    }

    private void yosys(String script) throws IOException {
        Tools.Run run = Tools.run(rtlFolder(), List.of("yosys", "-q", "-p", script));
        assertEquals(0, run.code(), run.text());
    }

    private static TreeSet<String> elaborated(String dump) {
        TreeSet<String> memories = new TreeSet<>();
        String width = "";
        String depth = "";
        for (String line : dump.split("\n")) {
            Matcher parameter = Pattern.compile("\\s*parameter \\\\(MEMID|SIZE|WIDTH) (.*)").matcher(line);
            if (parameter.matches()) {
                String value = parameter.group(2);
                switch (parameter.group(1)) {
                    case "SIZE" -> depth = value;
                    case "WIDTH" -> width = value;
                    default -> memories.add(value.replaceAll("[\"\\\\]", "") + " " + width + " x " + depth);   // the last
                }
            }
        }
        return memories;
    }

    private static Map<String, Integer> cells(String stat) {
        Map<String, Integer> cells = new HashMap<>();
        Matcher line = Pattern.compile("(?m)^\\s+(\\S+)\\s+(\\d+)$").matcher(stat);
        while (line.find()) {
            cells.put(line.group(1), Integer.parseInt(line.group(2)));
        }
        return cells;
    }
}
