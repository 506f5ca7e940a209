package winnow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import winnow.compress.Compression;
import winnow.network.Printable;

/** The charts of a compression, and for those that cannot be drawn the reason. */
final class CompressionFigures {
    private static final String FOLDER = "compression/";
    private static final int LONGEST_NAME = 32;

    private final Compression compression;
    private final List<LayerResult> layers;

    CompressionFigures(Compression compression, List<LayerResult> layers) {
        this.compression = compression;
        this.layers = layers;
    }

    Sensitivity densities() {
        return Sensitivity.of("density", compression.densities(), layers.stream().map(LayerResult::name).toList());
    }

    Sensitivity codebooks() {
        return Sensitivity.of("codebook entries", compression.codebooks(), layers.stream().map(LayerResult::name).toList());
    }

    Sensitivity bits() {
        List<String> tensors = compression.integers().layers().stream().map(layer -> layer.output().name()).toList();
        return Sensitivity.of("bits", compression.bits(), tensors);
    }

    List<Figure> all(List<SizeStep> steps) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("Size after each step", "Bytes of all weights and biases, on a logarithmic axis.",
                FOLDER + "size.svg", () -> new BarChart("size after each step", "bytes",
                        steps.stream().map(SizeStep::name).toList(), steps.stream().map(SizeStep::bytes).toList()).svg()));
        figures.add(sensitivity("Density of each layer",
                "Accuracy with one layer pruned to a density, no training in between, all other layers whole."
                        + unseen(densities()),
                "density", densities(), chart -> chart.logarithmic("0.###")));
        figures.add(sensitivity("Codebook of each layer",
                "Accuracy with the weights of one layer shared, all other codebooks as large as the scan allows."
                        + unseen(codebooks()),
                "codebook", codebooks(), chart -> chart.logarithmic("0")));
        figures.add(sensitivity("Bits of each tensor",
                "Accuracy of the integer network with one tensor narrowed, all others at the scan's widest.",
                "bits", bits(), UnaryOperator.identity()));
        for (int i = 0; i < layers.size(); i++) {
            figures.add(weights(i));
        }
        return figures;
    }

    private Figure sensitivity(String heading, String text, String file, Sensitivity of, UnaryOperator<LineChart> axes) {
        if (of.curves().isEmpty()) {
            boolean measured = compression.stages().stream().anyMatch(stage -> stage.validation().isPresent());
            return Figure.missing(heading, measured
                    ? "Left out: nothing was scanned, for the options or the network itself say what is to be taken."
                    : "Left out: there were no images to measure accuracy with.");
        }
        return Figure.of(heading, text, FOLDER + file + ".svg",
                () -> axes.apply(of.chart(of.choice() + " against accuracy")).svg());
    }

    /** The layers that a scan passed over, for what they keep was given or they came compressed: a sentence, or nothing. */
    private String unseen(Sensitivity of) {
        List<String> names = layers.stream().map(LayerResult::name).filter(name -> !of.curves().containsKey(name))
                .map(MarkdownText::of).toList();
        return names.isEmpty() ? "" : " Not scanned: " + String.join(", ", names) + ".";
    }

    private Figure weights(int number) {
        LayerResult layer = layers.get(number);
        String heading = "Weights of " + layer.name();
        float[] kept = layer.kept();
        if (kept.length == 0) {
            return Figure.missing(heading, "Left out: pruning left no weight.");
        }
        double[] centroids = layer.centroids();
        String text = String.format(Locale.ROOT, "%,d weights that pruning left, and the %d values that they share.", kept.length,
                centroids.length);
        return Figure.of(heading, text, FOLDER + fileName(number, layer.name()), () -> new WeightHistogram(kept)
                .chart("weights of " + Printable.shortened(layer.name(), LONGEST_NAME), centroids).svg());
    }

    /** The number keeps apart what is alike once characters that a file name or a link may not have are left out. */
    private static String fileName(int number, String layer) {
        String letters = layer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return String.format(Locale.ROOT, "weights_%02d_%s.svg", number + 1,
                letters.substring(0, Math.min(LONGEST_NAME, letters.length())));
    }
}
