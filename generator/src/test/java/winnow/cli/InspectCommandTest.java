package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.RandomNetworks;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.reader.ModelForm;

class InspectCommandTest {
    @TempDir
    Path folder;

    @Test
    void reportsEveryKeyPerLayerAndInTotal() throws IOException {
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", RandomNetworks.of(8)).write(Map.of());
        StringWriter out = new StringWriter();
        Path json = folder.resolve("report.json");
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), "inspect", folder.resolve("model").toString(),
                "--json", json.toString()));
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        String[] keys = {"weights", "nonzeros", "entries_as_shipped", "dense_macs", "nonzero_macs", "stored_bytes",
            "payload_bytes", "payload_bytes_fixed_width", "float32_bytes", "huffman_bytes", "shipped_bytes", "payload_bytes_unrestarted",
            "codebook_bytes", "bias_bytes", "fixed_field_bytes", "huffman_total_bytes", "huffman_with_tables_bytes"};
        String[] ratios = {"fixed_field_ratio", "huffman_total_ratio", "huffman_with_tables_ratio", "stored_ratio"};
        for (String key : keys) {
            assertTrue(report.path(key).isIntegralNumber(), key);
            assertTrue(report.path("layers").get(0).path(key).isIntegralNumber(), key);
        }
        for (String ratio : ratios) {
            assertTrue(report.path(ratio).isDouble(), ratio);
            assertTrue(report.path("layers").get(0).path(ratio).isDouble(), ratio);
        }
        assertEquals(keys.length + ratios.length + 1, report.size());
        assertEquals(keys.length + ratios.length + 3, report.path("layers").get(0).size());
    }

    @Test
    void showsTheSizesOfEachLayerInEachForm() {
        StringWriter out = new StringWriter();
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), "inspect", "models/lenet5"));
        List<String> lines = out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
        List<String> headed = lines.stream().dropWhile(line -> !line.contains("fixed fields B")).toList();
        assertEquals("layer float32 B fixed fields B Huffman B with tables B stored B", headed.get(0));
        assertTrue(headed.get(1).startsWith("conv1 2,080 "), headed.get(1));
        assertTrue(headed.get(5).startsWith("total 1,724,320 "), headed.get(5));
        assertEquals(2, lines.stream().filter(line -> line.startsWith("conv2 ")).count());
    }

    @Test
    void showsTheMeanDensityOfInputsWhereItWasMeasured() throws IOException {
        IntegerNetwork measured = TinyNetworks.with(TinyNetworks.digits(), 2, layer -> ((IntegerLayer.FullyConnected) layer)
                .withInputDensity(Ints.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1000, 500)));
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", measured).write(Map.of());
        StringWriter out = new StringWriter();
        Path json = folder.resolve("report.json");
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), "inspect", folder.resolve("model").toString(),
                "--json", json.toString()));
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.get(1).endsWith("stored B  active inputs"), lines.get(1));
        assertTrue(lines.get(3).startsWith("full ") && lines.get(3).endsWith("         12.5%"), lines.get(3));
        assertEquals(lines.get(1).length(), lines.get(3).length());
        JsonNode layers = new ObjectMapper().readTree(json.toFile()).path("layers");
        assertTrue(layers.get(0).path("input_density").isMissingNode());
        assertEquals(0.1251, layers.get(1).path("input_density").asDouble());
    }

    /** Whole bytes are rounded down, so a sum may fall short by less than a byte for each layer. */
    @Test
    void totalsAreTheSumsOfLayers() throws IOException {
        Path json = folder.resolve("report.json");
        StringWriter out = new StringWriter();
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), "inspect", "models/lenet5", "--json",
                json.toString()));
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        report.fields().forEachRemaining(field -> {
            if (field.getValue().isIntegralNumber()) {
                long sum = 0;
                for (JsonNode layer : report.path("layers")) {
                    sum += layer.path(field.getKey()).asLong();
                }
                long missing = field.getValue().asLong() - sum;
                assertTrue(missing >= 0 && missing < report.path("layers").size(), field.getKey() + ": " + missing);
            }
        });
        long parts = report.path("shipped_bytes").asLong() + report.path("codebook_bytes").asLong() + report.path("bias_bytes").asLong();
        assertEquals(report.path("fixed_field_bytes").asLong(), parts, 1);
    }

    @Test
    void listsAllThatIsWrongWithAGraph() throws IOException {
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", TinyNetworks.digits()).write(Map.of());
        Path model = folder.resolve("model/model.json");
        Files.writeString(model, Files.readString(model).replace("\"inputs\" : [ \"a\" ]", "\"inputs\" : [ \"c\" ]"));
        StringWriter err = new StringWriter();
        assertEquals(1, WinnowCommand.run(new PrintWriter(err), new PrintWriter(err), "inspect", model.toString()));
        assertEquals(List.of(
                "winnow: error: " + model + ": layer pool: layers[1].inputs[0]: reads tensor \"c\", which only layer \"full\" writes: a cycle,"
                        + " layer \"pool\" -> layer \"full\" -> layer \"pool\"; Winnow takes networks without cycles only, so remove one of"
                        + " these connections",
                "winnow: error: " + model + ": layer conv: layers[0].output: nothing reads its output \"a\", and it is not the network's,"
                        + " which is the last layer's (layer \"full\"); remove this layer, or let another read it"),
                err.toString().lines().toList());
    }

    @Test
    void failsWithOneLinePerProblem() {
        StringWriter err = new StringWriter();
        assertEquals(1, WinnowCommand.run(new PrintWriter(err), new PrintWriter(err), "inspect", folder.resolve("none").toString()));
        assertTrue(err.toString().startsWith("winnow: error: ") && err.toString().contains("no such file"), err.toString());
    }
}
