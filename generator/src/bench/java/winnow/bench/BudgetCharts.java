package winnow.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import winnow.bench.PlannerSweep.Prediction;

/** Utilisation and cycles against the budget: what the planner promises as a line, what was simulated as points. */
final class BudgetCharts {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final Color PREDICTED = new Color(0x0969da);
    private static final Color SIMULATED = new Color(0xbc4c00);

    private final List<Prediction> predictions;
    private final List<BudgetResult> results;

    BudgetCharts(List<Prediction> predictions, List<BudgetResult> results) {
        this.predictions = predictions;
        this.results = results;
    }

    /** Writes {@code utilisation} and {@code cycles} as SVG and PNG. */
    void write(Path folder) throws IOException {
        XYChart utilization = chart("useful utilisation of the budget", Prediction::utilization, result -> result.simulation().utilization());
        utilization.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setYAxisDecimalPattern("0.0");
        save(utilization, folder.resolve("utilisation"));
        XYChart cycles = chart("cycles per frame", Prediction::cycles, result -> result.simulation().cyclesPerFrame());
        cycles.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("#,##0");
        save(cycles, folder.resolve("cycles"));
    }

    private XYChart chart(String figure, ToDoubleFunction<Prediction> predicted, ToDoubleFunction<BudgetResult> simulated) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(figure)
                .xAxisTitle("budget, multipliers").yAxisTitle(figure).build();
        chart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false).setXAxisDecimalPattern("#,##0");
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        XYSeries line = chart.addSeries("planned", predictions.stream().mapToDouble(Prediction::lanes).toArray(),
                predictions.stream().mapToDouble(predicted).toArray());
        line.setMarker(SeriesMarkers.NONE).setLineColor(PREDICTED);
        if (!results.isEmpty()) {
            XYSeries points = chart.addSeries("simulated", results.stream().mapToDouble(result -> result.plan().lanes()).toArray(),
                    results.stream().mapToDouble(simulated).toArray());
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE).setMarkerColor(SIMULATED);
        }
        return chart;
    }

    private static void save(XYChart chart, Path file) throws IOException {
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
