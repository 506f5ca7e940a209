package winnow.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.encode.LayerSizes;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Tensor;

/**
 * How much memory a network's weights take, layer by layer.
 *
 * @param parts the layers with weights, in the network's order
 */
public record NetworkSizes(List<Part> parts) {
    /** A layer and its sizes. */
    public record Part(WeightedLayer layer, LayerSizes sizes) {}

    public NetworkSizes {
        parts = List.copyOf(parts);
    }

    /** The sizes of a network whose layers have engines of their own. */
    public static NetworkSizes of(IntegerNetwork network) {
        Map<String, Tensor> tensors = network.tensors();
        List<Part> parts = network.layers().stream().flatMap(layer -> layer.weighted().stream()).map(layer -> {
            Tensor input = tensors.get(layer.inputs().get(0));
            return new Part(layer, LayerSizes.of(layer, StoredTables.bits(layer, input.shape(), input.format())));
        }).toList();
        return new NetworkSizes(parts);
    }

    public LayerSizes total() {
        return parts.stream().map(Part::sizes).reduce(LayerSizes.NONE, LayerSizes::plus);
    }

    /** Names and values as reports have them: the total's, and {@code layers} with each layer's name, kind and encoding. */
    public Map<String, Object> report() {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", part.layer().name());
            fields.put("kind", part.layer().kind());
            fields.put("encoding", WeightFacts.encoding(part.layer()));
            fields.putAll(part.sizes().report());
            layers.add(fields);
        }
        Map<String, Object> report = total().report();
        report.put("layers", layers);
        return report;
    }
}
