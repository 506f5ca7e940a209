package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import winnow.resources.Family;
import winnow.resources.Resources;
import winnow.synthesize.Tool;

/** A netlist that Yosys made of a design, and what it has of each instance, all below it included; the top's path is "". */
record SynthesizedArea(Map<String, Resources> instances) {
    private static final List<String> CELL_KINDS = List.of("blackbox", "whitebox");

    /**
     * Synthesises a design; what an earlier run with the same sources has made is taken from its file.
     *
     * @param rtl    the folder with the design's Verilog and its list of files
     * @param name   of the top
     * @param more   other files, as seen from that folder
     * @param whole  whether instances lose their limits, as they do in a real flow
     * @param output for the netlist and Yosys' log
     */
    static SynthesizedArea of(Path rtl, String name, List<String> more, Family family, boolean whole, Path output) throws IOException {
        Path netlist = output.resolve(family.name() + (whole ? "-whole" : "-apart") + ".json");
        if (!Files.exists(netlist)) {
            Files.createDirectories(output);
            run(rtl, name, more, family, whole, netlist.toAbsolutePath());
        }
        JsonNode modules = new ObjectMapper().readTree(netlist.toFile()).get("modules");
        Map<String, Resources> instances = new HashMap<>();
        new Counter(modules, family, instances).count(name, "");
        return new SynthesizedArea(instances);
    }

    private static void run(Path rtl, String name, List<String> more, Family family, boolean whole, Path netlist) throws IOException {
        String files = String.join(" ", FileUtils.readFileToString(rtl.resolve(name + ".f").toFile(), "US-ASCII").split("\\s+"));
        Path part = netlist.resolveSibling(netlist.getFileName() + ".part");
        String script = ("read_verilog " + files + " " + String.join(" ", more) + "\n" + family.script(name, whole) + "write_json " + part)
                .replace("\n", "; ");
        Tool.find("Yosys", "WINNOW_YOSYS", family.yosys(), "-V", "the commands of the Makefile install it")
                .run(rtl + " is not synthesised", List.of("-q", "-l", netlist + ".log", "-p", script), rtl, Path.of(netlist + ".out"));
        Files.move(part, netlist);
    }

    Resources total() {
        return instances.get("");
    }

    /** Walks down from the top. */
    private record Counter(JsonNode modules, Family family, Map<String, Resources> instances) {
        Resources count(String module, String path) {
            Resources sum = Resources.NONE;
            var cells = modules.get(module).get("cells").fields();
            while (cells.hasNext()) {
                var cell = cells.next();
                String type = cell.getValue().get("type").asText();
                sum = sum.plus(isModule(type) ? count(type, path.isEmpty() ? cell.getKey() : path + "." + cell.getKey())
                        : family.cell(type));
            }
            instances.put(path, sum);
            return sum;
        }

        private boolean isModule(String type) {
            JsonNode module = modules.get(type);
            return module != null && CELL_KINDS.stream().noneMatch(kind -> module.path("attributes").has(kind));
        }
    }
}
