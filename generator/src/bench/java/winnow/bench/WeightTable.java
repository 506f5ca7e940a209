package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.planner.StoredTables;

/** Codes and indices of each layer as the hardware stores them, beside what Huffman coding would make of them. */
final class WeightTable {
    private final Map<WeightedLayer, WeightFacts> facts = new LinkedHashMap<>();

    WeightTable(IntegerNetwork network) {
        network.layers().stream().flatMap(layer -> layer.weighted().stream())
                .forEach(layer -> facts.put(layer, StoredTables.facts(network, layer)));
    }

    private WeightFacts total() {
        return facts.values().stream().reduce(WeightFacts.NONE, WeightFacts::plus);
    }

    Check check(Limits limits) {
        return new Check("weights", Figure.PAYLOAD, limits.of(Figure.PAYLOAD), OptionalDouble.empty(), bytes(total(), "payload_bytes"));
    }

    Table table() {
        Table table = new Table("layer", "encoding", "weights", "non-zero", "codes and gaps, bytes", "best of one width",
                "Huffman coded", "ratio", "all tables");
        facts.forEach((layer, ofLayer) -> add(table, layer.name(), ofLayer));
        add(table, "total", total());
        return table;
    }

    private static void add(Table table, String name, WeightFacts facts) {
        long payload = bytes(facts, "payload_bytes");
        long huffman = bytes(facts, "huffman_bytes");
        table.add(name, facts.encoding(), number(facts.weights()), number(facts.nonzeros()), number(payload), number(bytes(facts, "payload_bytes_fixed_width")), number(huffman),
                String.format(Locale.ROOT, "%.3f", (double) payload / Math.max(1, huffman)), number(bytes(facts, "stored_bytes")));
    }

    private static long bytes(WeightFacts facts, String key) {
        return (Long) facts.report().get(key);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    Map<String, Object> toJson() {
        List<Map<String, Object>> layers = new ArrayList<>();
        facts.forEach((layer, ofLayer) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", layer.name());
            json.put("encoding", ofLayer.encoding());
            json.putAll(ofLayer.report());
            layers.add(json);
        });
        Map<String, Object> json = total().report();
        json.put("layers", layers);
        return json;
    }
}
