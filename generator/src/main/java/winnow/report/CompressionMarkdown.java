package winnow.report;

import java.util.List;
import java.util.Locale;
import winnow.compress.Compression;
import winnow.encode.LayerSizes;

/** The report of a compression as Markdown: the result in a line, tables, notes, figures. */
final class CompressionMarkdown {
    private final Compression compression;
    private final List<LayerResult> layers;
    private final List<SizeStep> steps;
    private final StringBuilder text = new StringBuilder();

    CompressionMarkdown(Compression compression, List<LayerResult> layers, List<SizeStep> steps) {
        this.compression = compression;
        this.layers = layers;
        this.steps = steps;
    }

    String of(String summary, List<Figure> figures) {
        Accuracy accuracy = new Accuracy(compression);
        text.append("# Compression of ").append(MarkdownText.of(compression.integers().name())).append("\n\n");
        text.append("**").append(summary).append("** ").append(accuracy.summary()).append("\n");
        if (accuracy.isMeasured()) {
            section("Accuracy", accuracy.table().markdown(),
                    "Errors are shares of images with a wrong answer. Validation images chose, test images did not. Without labels an"
                            + " answer is wrong if the float network gave another (see the notes).");
        }
        section("Size", sizes().markdown(), "Times smaller: than the first row.");
        section("Layers", layers().markdown(), "Bytes. Bits per weight: codes and gaps as Winnow stores them, per weight kept. Fixed"
                + " fields and Huffman include codebooks and biases of 32 bits, but no Huffman tables; Winnow: all tables of the hardware."
                + " Ratio: float32 to Winnow. Bytes are rounded down, totals are those of the bits.");
        if (!compression.notes().isEmpty()) {
            text.append("\n## Notes\n\n");
            compression.notes().forEach(note -> text.append("- ").append(MarkdownText.of(note)).append('\n'));
        }
        text.append("\n## Figures\n");
        figures.forEach(this::figure);
        return text.toString();
    }

    private void section(String heading, String table, String legend) {
        text.append("\n## ").append(heading).append("\n\n").append(table).append('\n').append(legend).append('\n');
    }

    private Table sizes() {
        Table table = new Table("form", "bytes", "times smaller", "what is counted");
        steps.forEach(step -> table.add(step.name(), number(step.bytes()), ratio(step.ratio(steps.get(0))), step.meaning()));
        return table;
    }

    private Table layers() {
        Table table = new Table("layer", "weights", "kept", "density", "codebook entries", "bits per weight", "float32", "fixed fields",
                "Huffman", "Winnow", "ratio");
        layers.forEach(layer -> addRow(table, MarkdownText.of(layer.name()), Integer.toString(layer.codebookEntries()), layer.sizes()));
        addRow(table, "**total**", "", layers.stream().map(LayerResult::sizes).reduce(LayerSizes.NONE, LayerSizes::plus));
        return table;
    }

    private static void addRow(Table table, String name, String entries, LayerSizes sizes) {
        table.add(name, number(sizes.facts().weights()), number(sizes.facts().nonzeros()), density(sizes), entries, bitsPerWeight(sizes),
                number(sizes.floatBits() / Byte.SIZE), number(sizes.fixedFieldBits() / Byte.SIZE), number(sizes.huffmanBits() / Byte.SIZE),
                number(sizes.storedBits() / Byte.SIZE), ratio(sizes.ratio(sizes.storedBits())));
    }

    private void figure(Figure figure) {
        text.append("\n### ").append(MarkdownText.of(figure.heading())).append("\n\n");
        figure.drawing().ifPresent(drawing -> text.append("![").append(MarkdownText.of(figure.heading())).append("](")
                .append(drawing.path()).append(")\n\n"));
        text.append(figure.text()).append('\n');
    }

    static String density(LayerSizes sizes) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * sizes.facts().nonzeros() / Math.max(1, sizes.facts().weights()));
    }

    static String bitsPerWeight(LayerSizes sizes) {
        long nonzeros = sizes.facts().nonzeros();
        return nonzeros == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) sizes.facts().payloadBits() / nonzeros);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }
}
