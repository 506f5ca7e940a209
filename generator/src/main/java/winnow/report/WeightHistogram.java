package winnow.report;

import java.util.Arrays;

/** How often weights of each size occur, as the outline of bars, with the codebook's entries as marks below. */
final class WeightHistogram {
    private static final int BARS = 60;
    /** How far below the axis the marks stand, as a share of the highest bar. */
    private static final double MARK_DEPTH = 0.03;

    private final double least;
    private final double step;
    private final long[] counts = new long[BARS];

    /** @param weights at least one */
    WeightHistogram(float[] weights) {
        double smallest = Double.MAX_VALUE;
        double greatest = -Double.MAX_VALUE;
        for (float weight : weights) {
            smallest = Math.min(smallest, weight);
            greatest = Math.max(greatest, weight);
        }
        // equal weights get a bar, too
        double span = greatest > smallest ? greatest - smallest : Math.max(Math.abs(greatest), Float.MIN_NORMAL);
        least = greatest > smallest ? smallest : smallest - span / 2;
        step = span / BARS;
        for (float weight : weights) {
            counts[(int) Math.min(BARS - 1, (weight - least) / step)]++;
        }
    }

    /** @param title plain text */
    LineChart chart(String title, double[] centroids) {
        double depth = MARK_DEPTH * Arrays.stream(counts).max().orElse(1);
        double[] marks = new double[centroids.length];
        Arrays.fill(marks, -depth);
        return LineChart.of(title, "weight", "number of weights").area("weights that pruning left", edges(), heights())
                .points("entries of the codebook", centroids, marks).numbers("0.####", "#,##0").from(-2 * depth).countsOnly();
    }

    /** Both edges of every bar. */
    private double[] edges() {
        double[] edges = new double[2 * BARS];
        Arrays.setAll(edges, i -> least + step * (i / 2 + i % 2));
        return edges;
    }

    private double[] heights() {
        double[] heights = new double[2 * BARS];
        Arrays.setAll(heights, i -> counts[i / 2]);
        return heights;
    }
}
