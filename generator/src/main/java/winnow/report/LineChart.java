package winnow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines, points and areas over two axes, in the looks of all of Winnow's charts. Series are drawn in the order in which they
 * are added. The same series give the same bytes on machines with the same fonts, whatever their language.
 */
public final class LineChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    /** More names than this stand beside the chart, one below the other, instead of below it. */
    private static final int NAMES_BELOW = 6;
    private static final int NAME_HEIGHT = 24;
    private static final int MARKER_SIZE = 6;
    private static final int AREA_OPACITY = 0x60;
    /** Somewhat less than the width of an axis, so that numbers stand a factor of two apart where more than one fits. */
    private static final int OCTAVES_WIDTH = 700;
    private static final int WIDEST_SPACING = 300;
    /** In powers of two. */
    private static final double MARGIN = 0.2;
    /** A label without any text at all cannot be drawn. */
    private static final String BLANK = " ";
    private static final Color[] COLORS = IntStream.of(
                    0x0969da, 0xbc4c00, 0x1a7f37, 0x8250df, 0xcf222e, 0x0a7a8a, 0x9a6700, 0xbf3989)
            .mapToObj(Color::new).toArray(Color[]::new);
    private static final float[][] DASHES = {{1, 0}, {8, 4}, {2, 3}, {10, 3, 2, 3}};

    /** @param looks sets marker, stroke and colours */
    private record Series(String name, double[] x, double[] y, Consumer<XYSeries> looks) {}

    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final List<Series> series = new ArrayList<>();
    private final List<Consumer<XYStyler>> axes = new ArrayList<>();
    private boolean logarithmic;

    private LineChart(String title, String xTitle, String yTitle) {
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /** A chart without series, its axes even. Titles are plain text. */
    public static LineChart of(String title, String xTitle, String yTitle) {
        return new LineChart(title, xTitle, yTitle);
    }

    /**
     * Makes the x axis logarithmic, with numbers at powers of two where several fit; all x are above 0. XChart's own
     * logarithmic axis numbers every step between two decades, and the numbers overlap; so this is an even axis of logarithms.
     *
     * @param pattern how the numbers look, as {@link DecimalFormat} has it
     */
    public LineChart logarithmic(String pattern) {
        logarithmic = true;
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        axes.add(styler -> {
            styler.setxAxisTickLabelsFormattingFunction(x -> format.format(Math.pow(2, x)));
            // some room beside the outermost points: without any, one point alone has no axis
            double least = series.stream().flatMapToDouble(of -> Arrays.stream(placed(of.x()))).min().orElse(0) - MARGIN;
            double greatest = series.stream().flatMapToDouble(of -> Arrays.stream(placed(of.x()))).max().orElse(0) + MARGIN;
            styler.setXAxisMin(least).setXAxisMax(greatest);
            double octave = Math.min(OCTAVES_WIDTH / (greatest - least), WIDEST_SPACING);
            styler.setXAxisTickMarkSpacingHint((int) Math.max(styler.getXAxisTickMarkSpacingHint(), octave));
        });
        return this;
    }

    /** How numbers beside an axis that is not logarithmic look, as {@link DecimalFormat} has it. */
    public LineChart numbers(String xPattern, String yPattern) {
        axes.add(styler -> styler.setXAxisDecimalPattern(xPattern).setYAxisDecimalPattern(yPattern));
        return this;
    }

    /** Leaves out numbers below 0 beside the y axis. */
    public LineChart countsOnly() {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        axes.add(styler ->
                styler.setyAxisTickLabelsFormattingFunction(y -> y < 0 || y != Math.rint(y) ? BLANK : format.format(y)));
        return this;
    }

    /** Where the y axis begins. */
    public LineChart from(double least) {
        axes.add(styler -> styler.setYAxisMin(least));
        return this;
    }

    /** Where the y axis ends. */
    public LineChart to(double greatest) {
        axes.add(styler -> styler.setYAxisMax(greatest));
        return this;
    }

    /** Adds a line. Names need not differ. */
    public LineChart line(String name, double[] x, double[] y) {
        BasicStroke stroke = stroke();
        return add(name, x, y, line -> line.setMarker(SeriesMarkers.NONE).setLineStyle(stroke));
    }

    /** Adds a line whose points are marked. */
    public LineChart markedLine(String name, double[] x, double[] y) {
        BasicStroke stroke = stroke();
        return add(name, x, y, line -> line.setMarker(SeriesMarkers.CIRCLE).setLineStyle(stroke));
    }

    /** Adds the area between a line and 0. */
    public LineChart area(String name, double[] x, double[] y) {
        Color color = color();
        return add(name, x, y, area -> area.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setMarker(SeriesMarkers.NONE)
                .setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), AREA_OPACITY)));
    }

    /** Adds points without a line. */
    public LineChart points(String name, double[] x, double[] y) {
        return add(name, x, y,
                points -> points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE));
    }

    private LineChart add(String name, double[] x, double[] y, Consumer<XYSeries> looks) {
        Color color = color();
        series.add(new Series(name, x.clone(), y.clone(), looks.andThen(of -> of.setMarkerColor(color).setLineColor(color))));
        return this;
    }

    private Color color() {
        return COLORS[series.size() % COLORS.length];
    }

    private BasicStroke stroke() {
        float[] dash = DASHES[series.size() / COLORS.length % DASHES.length];
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    public byte[] svg() {
        return ChartBytes.svg(chart());
    }

    public byte[] png() {
        return ChartBytes.png(chart());
    }

    private XYChart chart() {
        boolean below = series.size() <= NAMES_BELOW;
        int height = below ? HEIGHT : Math.max(HEIGHT, NAME_HEIGHT * (series.size() + 2));
        XYChart chart = new XYChartBuilder().width(WIDTH).height(height)
                .title(title).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
        ChartBytes.style(chart.getStyler());
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        if (!below) {
            chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE).setLegendLayout(Styler.LegendLayout.Vertical);
        }
        axes.forEach(axis -> axis.accept(chart.getStyler()));
        for (int i = 0; i < series.size(); i++) {
            Series of = series.get(i);
            XYSeries drawn = chart.addSeries(Integer.toString(i), placed(of.x()), of.y());
            drawn.setLabel(of.name());
            of.looks().accept(drawn);
        }
        return chart;
    }

    private double[] placed(double[] x) {
        return logarithmic ? Arrays.stream(x).map(value -> Math.log(value) / Math.log(2)).toArray() : x;
    }
}
