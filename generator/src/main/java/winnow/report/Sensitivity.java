package winnow.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.compress.BudgetSearch.Point;
import winnow.network.Printable;

/**
 * How accuracy falls with one part of a network compressed more and more, all others left as they are.
 *
 * @param choice what is varied, plain text
 * @param curves by part, in the network's order
 */
record Sensitivity(String choice, Map<String, List<Point<Double>>> curves) {
    private static final int LONGEST_NAME = 32;
    private static final int PERCENT = 100;

    /** @param order names of parts in the order in which they are shown; others follow by name */
    static <N extends Number> Sensitivity of(String choice, Map<String, List<Point<N>>> curves, List<String> order) {
        Map<String, List<Point<Double>>> ordered = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(order);
        names.addAll(new TreeMap<>(curves).keySet());
        names.stream().filter(curves::containsKey).forEach(name -> ordered.put(name, curves.get(name).stream()
                .map(point -> new Point<>(point.choice().doubleValue(), point.accuracy())).toList()));
        return new Sensitivity(choice, ordered);
    }

    /** @param title plain text */
    LineChart chart(String title) {
        double least = curves.values().stream().flatMap(List::stream).mapToDouble(Point::accuracy).min().orElse(0);
        LineChart chart = LineChart.of(title, choice, "accuracy, %").numbers("0", "0");
        // always some height, and whole tens
        chart.from(Math.max(0, 10 * Math.ceil(10 * least - 1))).to(PERCENT);
        curves.forEach((part, points) -> chart.markedLine(Printable.shortened(part, LONGEST_NAME),
                points.stream().mapToDouble(Point::choice).toArray(),
                points.stream().mapToDouble(point -> PERCENT * point.accuracy()).toArray()));
        return chart;
    }

    /** By part a list of pairs: choice and accuracy, 0..1. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        curves.forEach((part, points) ->
                json.put(part, points.stream().map(point -> List.of(point.choice(), point.accuracy())).toList()));
        return json;
    }
}
