package winnow.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.InvalidInputException;

/**
 * A graph model as TensorFlow.js ships it: a JSON file with the graph and a manifest of the weights, whose bytes are in files
 * beside it.
 *
 * @param nodes   every operation but the constants, in the file's order
 * @param weights the constants by name
 */
record TensorFlowJsModel(List<TensorFlowNode> nodes, Map<String, TensorFlowWeight> weights) {
    TensorFlowJsModel {
        nodes = List.copyOf(nodes);
        weights = Map.copyOf(weights);
    }

    /**
     * Reads a model.
     *
     * @param topology the JSON file
     * @throws InvalidInputException if it is no graph model, or its weights do not fill their files
     */
    static TensorFlowJsModel read(Path topology) throws IOException {
        JsonNode json = parsed(topology);
        JsonNode graph = json.path("modelTopology").path("node");
        if (!graph.isArray()) {
            throw new InvalidInputException(
                    topology + ": has no modelTopology.node; give a graph model of TensorFlow.js, not a layers model");
        }
        List<TensorFlowNode> nodes = new ArrayList<>();
        for (JsonNode node : graph) {
            TensorFlowNode read = TensorFlowNode.of(node);
            if (!read.operation().equals("Const")) {
                nodes.add(read);
            }
        }
        Map<String, TensorFlowWeight> weights = new LinkedHashMap<>();
        for (JsonNode group : json.path("weightsManifest")) {
            takeGroup(topology, group, weights);
        }
        return new TensorFlowJsModel(nodes, weights);
    }

    private static JsonNode parsed(Path topology) throws IOException {
        if (!Files.isRegularFile(topology)) {
            throw new InvalidInputException(topology + ": no such file");
        }
        try {
            return new ObjectMapper().readTree(topology.toFile());
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(topology + ": is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void takeGroup(Path topology, JsonNode group, Map<String, TensorFlowWeight> weights) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (JsonNode path : group.path("paths")) {
            Path file = topology.resolveSibling(path.asText());
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(file + ": no such file; " + topology + " has its weights there");
            }
            Files.copy(file, content);
        }
        ByteBuffer bytes = ByteBuffer.wrap(content.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode entry : group.path("weights")) {
            weights.put(entry.path("name").asText(), TensorFlowWeight.take(entry, bytes));
        }
        if (bytes.hasRemaining()) {
            throw new InvalidInputException(
                    topology + ": its weights leave " + bytes.remaining() + " bytes of " + group.path("paths") + " unused");
        }
    }
}
