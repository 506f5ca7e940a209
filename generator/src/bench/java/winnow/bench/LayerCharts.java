package winnow.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;
import winnow.report.LineChart;

/** Shares of the bound: layer by layer as bars, and their means against the number of processing elements. */
final class LayerCharts {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final Color REFERENCE = new Color(0xbc4c00);
    private static final Color WINNOW = new Color(0x0969da);

    private LayerCharts() {}

    /** Writes {@code layers} as SVG and PNG. */
    static void layers(LayerTable layers, Path folder) throws IOException {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT)
                .title("share of the bound, " + layers.elements() + " processing elements").yAxisTitle("bound / clocks per frame").build();
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setLocale(Locale.ROOT).setYAxisDecimalPattern("0.0")
                .setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        bars(chart, "EIE-style reference", REFERENCE, layers, LayerFigures::referenceBoundShare);
        bars(chart, layers.simulated() ? "Winnow, RTL" : "Winnow, model", WINNOW, layers, LayerFigures::boundShare);
        String file = folder.resolve("layers").toString();
        BitmapEncoder.saveBitmap(chart, file, BitmapEncoder.BitmapFormat.PNG);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }

    private static void bars(CategoryChart chart, String name, Color color, LayerTable layers,
            ToDoubleFunction<LayerFigures> figure) {
        List<String> names = layers.layers().stream().map(layer -> layer.size().name()).toList();
        List<Double> shares = layers.layers().stream().map(figure::applyAsDouble).toList();
        chart.addSeries(name, names, shares).setFillColor(color);
    }

    /** Writes {@code scaling} as SVG and PNG. */
    static void scaling(List<LayerTable> numbers, Path folder) throws IOException {
        double[] elements = numbers.stream().mapToDouble(LayerTable::elements).toArray();
        LineChart chart = LineChart.of("share of the bound, geometric mean of the layers", "processing elements", "bound / clocks per frame")
                .logarithmic("#,##0").from(0).to(1)
                .markedLine("Winnow", elements, shares(numbers, of -> of.geometricMean(LayerFigures::boundShare)))
                .markedLine("EIE-style reference", elements, shares(numbers, of -> of.geometricMean(LayerFigures::referenceBoundShare)))
                .markedLine("Winnow, least layer", elements, shares(numbers, of -> of.least(LayerFigures::boundShare)));
        Files.write(folder.resolve("scaling.png"), chart.png());
        Files.write(folder.resolve("scaling.svg"), chart.svg());
    }

    private static double[] shares(List<LayerTable> numbers, ToDoubleFunction<LayerTable> share) {
        return numbers.stream().mapToDouble(share).toArray();
    }
}
