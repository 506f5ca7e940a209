package winnow.bench;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import winnow.encode.WeightFacts;
import winnow.network.IntegerNetwork;
import winnow.planner.NetworkSizes;
import winnow.report.Table;

/** Codes and indices of each layer as the hardware stores them, beside what Huffman coding would make of them. */
final class WeightTable {
    private final NetworkSizes sizes;

    WeightTable(IntegerNetwork network) {
        sizes = NetworkSizes.of(network);
    }

    private WeightFacts total() {
        return sizes.total().facts();
    }

    Check check(Limits limits) {
        return new Check("weights", Figure.PAYLOAD, limits.of(Figure.PAYLOAD), OptionalDouble.empty(), bytes(total(), "payload_bytes"));
    }

    Table table() {
        Table table = new Table("layer", "encoding", "weights", "non-zero", "codes and gaps, bytes", "best of one width",
                "Huffman coded", "ratio", "all tables");
        sizes.parts().forEach(part -> add(table, part.layer().name(), part.sizes().facts()));
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
        return sizes.report();
    }
}
