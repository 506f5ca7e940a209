package winnow.report;

import java.util.List;
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
                    "Errors are shares of images with a wrong answer. Validation images chose, test images did not. Without"
                            + " labels an answer is wrong if the float network gave another (see the notes).");
        }
        section("Size", sizes().markdown(), "Times smaller: than the first row.");
        section("Layers", layers().markdown(), "Float32, fixed fields, Huffman and Winnow in bytes, rounded down; totals are those"
                + " of the bits. Fixed fields and Huffman include codebooks and biases of 32 bits, but no Huffman tables; Winnow is"
                + " all that the hardware stores. Ratio: float32 to Winnow. Bits per weight: codes and gaps as Winnow stores them,"
                + " per weight kept. Codebook entries: with the 0 of padding entries, if there is one.");
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
        steps.forEach(step -> table.add(step.name(), SizeText.bytes(step.bits()),
                SizeText.ratio(step.ratio(steps.get(0))), step.meaning()));
        return table;
    }

    private Table layers() {
        Table table = new Table("layer", "weights", "kept", "density", "codebook entries", "bits per weight", "float32",
                "fixed fields", "Huffman", "Winnow", "ratio");
        layers.forEach(layer ->
                addRow(table, MarkdownText.of(layer.name()), Integer.toString(layer.codebookEntries()), layer.sizes()));
        addRow(table, "**total**", "", layers.stream().map(LayerResult::sizes).reduce(LayerSizes.NONE, LayerSizes::plus));
        return table;
    }

    private static void addRow(Table table, String name, String entries, LayerSizes sizes) {
        table.add(name, SizeText.number(sizes.facts().weights()), SizeText.number(sizes.facts().nonzeros()),
                SizeText.density(sizes), entries, SizeText.bitsPerWeight(sizes), SizeText.bytes(sizes.floatBits()),
                SizeText.bytes(sizes.fixedFieldBits()), SizeText.bytes(sizes.huffmanBits()), SizeText.bytes(sizes.storedBits()),
                SizeText.ratio(sizes.ratio(sizes.storedBits())));
    }

    private void figure(Figure figure) {
        text.append("\n### ").append(MarkdownText.of(figure.heading())).append("\n\n");
        figure.drawing().ifPresent(drawing -> text.append("![").append(MarkdownText.of(figure.heading())).append("](")
                .append(drawing.path()).append(")\n\n"));
        text.append(figure.text()).append('\n');
    }
}
