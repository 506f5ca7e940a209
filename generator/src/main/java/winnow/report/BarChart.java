package winnow.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars side by side with their values above them, on a logarithmic axis, for values that shrink by orders of magnitude. */
final class BarChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final Color COLOR = new Color(0x0969da);
    private static final String SERIES = "bars";

    private final String title;
    private final String yTitle;
    private final List<String> names;
    private final List<Long> values;

    /**
     * @param names  of the bars, all different
     * @param values as many, not negative; a 0 is drawn as 1
     */
    BarChart(String title, String yTitle, List<String> names, List<Long> values) {
        this.title = title;
        this.yTitle = yTitle;
        this.names = List.copyOf(names);
        this.values = List.copyOf(values);
    }

    byte[] svg() {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(yTitle).build();
        ChartBytes.style(chart.getStyler());
        chart.getStyler().setLabelsVisible(true).setLabelsPosition(1.0).setAvailableSpaceFill(0.6)
                .setLegendVisible(false).setDecimalPattern("#,##0");
        chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern("#,##0");
        // XChart writes values of no other type beside its bars
        List<Double> drawn = values.stream().map(value -> Math.max(1.0, value)).toList();
        double least = drawn.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double greatest = drawn.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least) - 0.5))).setYAxisMax(greatest * 2);
        chart.addSeries(SERIES, names, drawn).setFillColor(COLOR);
        return ChartBytes.svg(chart);
    }
}
