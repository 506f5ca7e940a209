package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Printable;
import winnow.output.Json;
import winnow.planner.StoredTables;
import winnow.reader.ModelForm;

/** {@code winnow inspect}: what compression made of a model, per layer and in total. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what compression made of a model: weights, multiplications and sizes per layer and in total.")
public final class InspectCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 32;

    @Parameters(paramLabel = "MODEL", description = "A model folder, or its model.json.")
    private Path model;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        IntegerNetwork network = ModelForm.read(model);
        List<WeightedLayer> layers = network.layers().stream().flatMap(layer -> layer.weighted().stream()).toList();
        Map<WeightedLayer, WeightFacts> facts = new LinkedHashMap<>();
        layers.forEach(layer -> facts.put(layer, StoredTables.facts(network, layer)));
        WeightFacts total = facts.values().stream().reduce(WeightFacts.NONE, WeightFacts::plus);
        print(spec.commandLine().getOut(), network, facts, total);
        if (json != null) {
            Json.write(json, report(facts, total));
        }
        return 0;
    }

    private static Map<String, Object> report(Map<WeightedLayer, WeightFacts> facts, WeightFacts total) {
        List<Map<String, Object>> layers = new ArrayList<>();
        facts.forEach((layer, ofLayer) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", layer.name());
            fields.put("kind", layer.kind());
            fields.put("encoding", ofLayer.encoding());
            fields.putAll(ofLayer.report());
            layers.add(fields);
        });
        Map<String, Object> report = total.report();
        report.put("layers", layers);
        return report;
    }

    private static void print(
            PrintWriter out, IntegerNetwork network, Map<WeightedLayer, WeightFacts> facts, WeightFacts total) {
        int width = facts.keySet().stream().mapToInt(layer -> shortened(layer.name()).length()).max().orElse(0);
        String row = "%-" + Math.max(width, "total".length()) + "s  %-15s  %-10s  %11s  %10s  %6s  %13s  %13s  %10s%n";
        out.println(Printable.of(network.name()) + ": input " + network.input().shape() + ", " + network.layers().size() + " layers");
        out.printf(Locale.ROOT, row, "layer", "kind", "encoding", "weights", "non-zero", "kept", "dense MACs", "non-zero MACs", "stored B");
        facts.forEach((layer, ofLayer) ->
                out.printf(Locale.ROOT, row, cells(shortened(layer.name()), layer.kind(), ofLayer)));
        out.printf(Locale.ROOT, row, cells("total", "", total));
        out.println();
        printSizes(out, total.report());
        out.flush();
    }

    private static Object[] cells(String name, String kind, WeightFacts facts) {
        double kept = facts.weights() == 0 ? 0 : 100.0 * facts.nonzeros() / facts.weights();
        return new Object[] {name, kind, facts.encoding(), grouped(facts.weights()), grouped(facts.nonzeros()),
            String.format(Locale.ROOT, "%.1f%%", kept), grouped(facts.denseMacs()), grouped(facts.nonzeroMacs()),
            grouped((Long) facts.report().get("stored_bytes"))};
    }

    private static void printSizes(PrintWriter out, Map<String, Object> report) {
        long floats = (Long) report.get("float32_bytes");
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("float32_bytes", "weights and biases as 32-bit floats");
        lines.put("shipped_bytes", "codes and indices as shipped (" + report.get("entries_as_shipped") + " entries)");
        lines.put("huffman_bytes", "the same Huffman coded, without tables");
        lines.put("payload_bytes_unrestarted", "codes and indices in the smallest encoding of one width, runs across outputs");
        lines.put("payload_bytes_fixed_width", "the same, runs starting anew at every output");
        lines.put("payload_bytes", "codes and gaps as the hardware stores them: packed, or relative down each column");
        lines.put("stored_bytes", "all that the hardware stores: counts, codebooks and biases, too");
        lines.forEach((key, meaning) -> out.printf(Locale.ROOT, "%12s bytes  %6.1fx  %s%n", grouped((Long) report.get(key)),
                (double) floats / Math.max(1, (Long) report.get(key)), meaning));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shortened(String name) {
        String printable = Printable.of(name);
        return printable.length() <= LONGEST_NAME ? printable : printable.substring(0, LONGEST_NAME - 3) + "...";
    }
}
