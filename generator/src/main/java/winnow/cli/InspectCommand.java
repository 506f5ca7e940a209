package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.encode.LayerSizes;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Printable;
import winnow.output.Json;
import winnow.planner.NetworkSizes;
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
        NetworkSizes sizes = NetworkSizes.of(network);
        print(spec.commandLine().getOut(), network, sizes);
        if (json != null) {
            Json.write(json, sizes.report());
        }
        return 0;
    }

    private static void print(PrintWriter out, IntegerNetwork network, NetworkSizes sizes) {
        out.println(Printable.of(network.name()) + ": input " + network.input().shape() + ", " + network.layers().size()
                + " layers");
        int width = sizes.parts().stream().mapToInt(part -> shortened(part.layer().name()).length())
                .reduce("total".length(), Math::max);
        String name = "%-" + width + "s";
        printWork(out, name, sizes);
        out.println();
        printSizes(out, name, sizes);
        out.println();
        printTotals(out, sizes.total().report());
        out.flush();
    }

    private static void printWork(PrintWriter out, String name, NetworkSizes sizes) {
        String row = name + "  %-15s  %-10s  %11s  %10s  %6s  %13s  %13s  %10s%s%n";
        boolean measured = sizes.parts().stream().anyMatch(part -> part.layer().meanInputDensity().isPresent());
        out.printf(Locale.ROOT, row, "layer", "kind", "encoding", "weights", "non-zero", "kept", "dense MACs", "non-zero MACs",
                "stored B", measured ? "  active inputs" : "");
        sizes.parts().forEach(part -> out.printf(Locale.ROOT, row, work(shortened(part.layer().name()), part.layer().kind(),
                part.sizes().facts(), active(part.layer()))));
        out.printf(Locale.ROOT, row, work("total", "", sizes.total().facts(), ""));
        if (measured) {
            out.println("Active inputs: how many of a layer's activations are not zero, on average over the images that measured it.");
        }
    }

    /** The last cell of a layer whose inputs were measured. */
    private static String active(WeightedLayer layer) {
        OptionalDouble density = layer.meanInputDensity();
        return density.isPresent() ? String.format(Locale.ROOT, "  %12.1f%%", 100 * density.getAsDouble()) : "";
    }

    private static Object[] work(String name, String kind, WeightFacts facts, String active) {
        double kept = facts.weights() == 0 ? 0 : 100.0 * facts.nonzeros() / facts.weights();
        return new Object[] {name, kind, facts.encoding(), grouped(facts.weights()), grouped(facts.nonzeros()),
            String.format(Locale.ROOT, "%.1f%%", kept), grouped(facts.denseMacs()), grouped(facts.nonzeroMacs()),
            grouped(facts.storedBits() / Byte.SIZE), active};
    }

    private static void printSizes(PrintWriter out, String name, NetworkSizes sizes) {
        String row = name + "  %13s  %14s  %7s  %13s  %7s  %13s  %7s  %13s  %7s%n";
        out.printf(Locale.ROOT, row,
                "layer", "float32 B", "fixed fields B", "", "Huffman B", "", "with tables B", "", "stored B", "");
        sizes.parts().forEach(part -> out.printf(Locale.ROOT, row, sizes(shortened(part.layer().name()), part.sizes())));
        out.printf(Locale.ROOT, row, sizes("total", sizes.total()));
        out.println("Fixed fields: a code and a relative index for each entry, padding entries included, 32 bits for each"
                + " codebook entry and each bias.");
        out.println("Huffman: the same with codes and indices Huffman coded; with tables: and 8 bits for the length of each code"
                + " word.");
        out.println("Stored: all that Winnow's hardware stores. Bytes are rounded down, totals are those of the bits; x is"
                + " against float32.");
    }

    private static Object[] sizes(String name, LayerSizes sizes) {
        List<Object> cells = new ArrayList<>(List.of(name, grouped(sizes.floatBits() / Byte.SIZE)));
        long[] forms = {sizes.fixedFieldBits(), sizes.huffmanBits(), sizes.huffmanWithTablesBits(), sizes.storedBits()};
        for (long bits : forms) {
            cells.add(grouped(bits / Byte.SIZE));
            cells.add(String.format(Locale.ROOT, "%.1fx", sizes.ratio(bits)));
        }
        return cells.toArray();
    }

    private static void printTotals(PrintWriter out, Map<String, Object> report) {
        long floats = (Long) report.get("float32_bytes");
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("float32_bytes", "weights and biases as 32-bit floats");
        lines.put("shipped_bytes", "codes and indices as shipped (" + report.get("entries_as_shipped") + " entries)");
        lines.put("huffman_bytes", "the same Huffman coded, without tables");
        lines.put("payload_bytes_unrestarted", "codes and indices in the smallest encoding of one width, runs across outputs");
        lines.put("payload_bytes_fixed_width", "the same, runs starting anew at every output");
        lines.put("payload_bytes", "codes and gaps as the hardware stores them: packed, or in pairs down each column");
        lines.put("stored_bytes", "all that the hardware stores: counts, codebooks and biases, too");
        lines.forEach((key, meaning) -> out.printf(Locale.ROOT, "%12s bytes  %6.1fx  %s%n", grouped((Long) report.get(key)),
                (double) floats / Math.max(1, (Long) report.get(key)), meaning));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shortened(String name) {
        return Printable.shortened(name, LONGEST_NAME);
    }
}
