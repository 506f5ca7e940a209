package winnow.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.encode.LayerSizes;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;

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
        List<Part> parts = network.layers().stream().flatMap(layer -> layer.weighted().stream())
                .map(layer -> new Part(layer, LayerSizes.of(layer, StoredTables.facts(network, layer)))).toList();
        return new NetworkSizes(parts);
    }

    public LayerSizes total() {
        return parts.stream().map(Part::sizes).reduce(LayerSizes.NONE, LayerSizes::plus);
    }

    /**
     * Names and values as reports have them: the total's, and {@code layers} with each layer's name, kind, encoding and, where
     * it was measured, mean density of its inputs, 0..1 to four decimals.
     */
    public Map<String, Object> report() {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", part.layer().name());
            fields.put("kind", part.layer().kind());
            fields.put("encoding", part.sizes().facts().encoding());
            fields.putAll(part.sizes().report());
            part.layer().meanInputDensity().ifPresent(density -> fields.put("input_density", Math.round(density * 1e4) / 1e4));
            layers.add(fields);
        }
        Map<String, Object> report = total().report();
        report.put("layers", layers);
        return report;
    }
}
