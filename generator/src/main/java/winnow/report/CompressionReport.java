package winnow.report;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.compress.Compression;
import winnow.encode.LayerSizes;
import winnow.network.Network;
import winnow.network.Printable;
import winnow.output.Json;

/**
 * What a compression did to a network: accuracy after each stage, sizes of each layer in each form, how much each layer could
 * bear. As files and as a table for a terminal; the same compression gives the same bytes on machines with the same fonts.
 */
public final class CompressionReport {
    private static final int LONGEST_NAME = 32;

    private final Compression compression;
    private final List<LayerResult> layers;
    private final List<SizeStep> steps;

    /** @param given the network that was to be compressed, before it was cut up into factors or groups */
    public CompressionReport(Network given, Compression compression) {
        this.compression = compression;
        layers = LayerResult.of(compression);
        steps = SizeStep.of(given, layers);
    }

    /**
     * The report as files: {@code compression.md}, {@code compression.json}, and charts as SVG in the folder
     * {@code compression/}, whose names are safe whatever layers are called.
     *
     * @return contents by path, '/' between its parts
     */
    public Map<String, byte[]> files() {
        CompressionFigures drawn = new CompressionFigures(compression, layers);
        List<Figure> figures = drawn.all(steps);
        Map<String, byte[]> files = new LinkedHashMap<>();
        String markdown = new CompressionMarkdown(compression, layers, steps).of(ratio(), figures);
        files.put("compression.md", markdown.getBytes(StandardCharsets.UTF_8));
        files.put("compression.json", Json.bytes(json(drawn, figures)));
        figures.forEach(figure -> figure.drawing().ifPresent(drawing -> files.put(drawing.path(), drawing.svg())));
        return files;
    }

    /** How many times smaller, from what to what. */
    private String ratio() {
        SizeStep before = steps.get(0);
        SizeStep after = steps.get(steps.size() - 1);
        return String.format(Locale.ROOT, "%.1f times smaller: %,d bytes as 32-bit floats, %,d bytes as Winnow stores them.",
                after.ratio(before), before.bytes(), after.bytes());
    }

    private Map<String, Object> json(CompressionFigures drawn, List<Figure> figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("network", compression.integers().name());
        json.put("budget_kept", compression.met());
        json.put("stages", compression.stages().stream().map(CompressionReport::json).toList());
        json.put("steps", steps.stream().map(this::json).toList());
        json.put("total", total().report());
        json.put("layers", layers.stream().map(CompressionReport::json).toList());
        json.put("densities", drawn.densities().json());
        json.put("codebooks", drawn.codebooks().json());
        json.put("bits", drawn.bits().json());
        json.put("notes", compression.notes());
        json.put("figures", figures.stream().flatMap(figure -> figure.drawing().stream()).map(Figure.Drawing::path).toList());
        return json;
    }

    private static Map<String, Object> json(Compression.Stage stage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", stage.name());
        json.put("validation_accuracy", stage.validation().orElse(null));
        json.put("test_accuracy", stage.test().orElse(null));
        return json;
    }

    private Map<String, Object> json(SizeStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", step.key());
        json.put("bytes", step.bytes());
        json.put("ratio", Math.round(100 * step.ratio(steps.get(0))) / 100.0);
        return json;
    }

    private static Map<String, Object> json(LayerResult layer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", layer.name());
        json.put("kind", layer.part().layer().kind());
        json.put("codebook_entries", layer.codebookEntries());
        json.put("pruned_bytes", layer.prunedBits() / Byte.SIZE);
        json.putAll(layer.sizes().report());
        return json;
    }

    private LayerSizes total() {
        return layers.stream().map(LayerResult::sizes).reduce(LayerSizes.NONE, LayerSizes::plus);
    }

    /** Prints the result, accuracy by stage, a row for each layer, and the notes. */
    public void print(PrintWriter out) {
        out.println(ratio());
        Accuracy accuracy = new Accuracy(compression);
        out.println(accuracy.summary());
        out.println();
        if (accuracy.isMeasured()) {
            printStages(out);
            out.println();
        }
        printLayers(out);
        compression.notes().forEach(note -> out.println("note: " + Printable.of(note)));
        out.flush();
    }

    private void printStages(PrintWriter out) {
        String row = "%-10s  %16s  %10s%n";
        out.printf(Locale.ROOT, row, "stage", "validation error", "test error");
        compression.stages().forEach(stage ->
                out.printf(Locale.ROOT, row, stage.name(), Accuracy.error(stage.validation()), Accuracy.error(stage.test())));
    }

    private void printLayers(PrintWriter out) {
        int width = layers.stream().mapToInt(layer -> shortened(layer.name()).length()).reduce("total".length(), Math::max);
        String row = "%-" + width + "s  %11s  %10s  %8s  %8s  %8s  %13s  %12s  %8s%n";
        out.printf(Locale.ROOT, row,
                "layer", "weights", "kept", "density", "codebook", "bits/wt", "float32 B", "stored B", "ratio");
        layers.forEach(layer -> out.printf(Locale.ROOT, row,
                cells(shortened(layer.name()), Integer.toString(layer.codebookEntries()), layer.sizes())));
        out.printf(Locale.ROOT, row, cells("total", "", total()));
    }

    private static Object[] cells(String name, String entries, LayerSizes sizes) {
        return new Object[] {name, SizeText.number(sizes.facts().weights()), SizeText.number(sizes.facts().nonzeros()),
            SizeText.density(sizes), entries, SizeText.bitsPerWeight(sizes), SizeText.bytes(sizes.floatBits()),
            SizeText.bytes(sizes.storedBits()), SizeText.ratio(sizes.ratio(sizes.storedBits()))};
    }

    private static String shortened(String name) {
        return Printable.shortened(name, LONGEST_NAME);
    }
}
