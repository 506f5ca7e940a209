package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import winnow.network.IntTensor;
import winnow.report.Table;

/** What the depth of the elements' queues is worth, by the models of the clocks: Winnow's and that of the EIE-style reference. */
final class QueueSweep {
    private final List<Point> points = new ArrayList<>();

    /**
     * One layer with one depth.
     *
     * @param depth               activations that a queue holds
     * @param boundShare          of Winnow's clocks per frame, all frames but the first
     * @param referenceBoundShare the same of the reference
     */
    private record Point(String layer, int depth, double boundShare, double referenceBoundShare) {
        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("layer", layer);
            json.put("depth", depth);
            json.put("bound_share", boundShare);
            json.put("reference_bound_share", referenceBoundShare);
            return json;
        }
    }

    /** Measures a layer. */
    void add(LayerFigures figures, PlannedLayer planned, EieReference reference, SortedSet<Integer> depths) {
        for (int depth : depths) {
            double clocks = planned.layer().frames().stream().skip(1).map(IntTensor::values)
                    .mapToLong(frame -> reference.clocks(frame, depth)).average().orElseThrow();
            points.add(new Point(figures.size().name(), depth, figures.bound() / planned.predicted(depth).interval(),
                    figures.bound() / clocks));
        }
    }

    private Stream<Point> of(int depth) {
        return points.stream().filter(point -> point.depth == depth);
    }

    Table table() {
        Table table = new Table("queue", "of the bound", "least layer", "EIE-style of it", "its least layer");
        points.stream().map(Point::depth).distinct().sorted().forEach(depth -> table.add(Integer.toString(depth),
                text(Math.exp(of(depth).mapToDouble(point -> Math.log(point.boundShare)).average().orElseThrow())),
                text(of(depth).mapToDouble(Point::boundShare).min().orElseThrow()),
                text(Math.exp(of(depth).mapToDouble(point -> Math.log(point.referenceBoundShare)).average().orElseThrow())),
                text(of(depth).mapToDouble(Point::referenceBoundShare).min().orElseThrow())));
        return table;
    }

    private static String text(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    List<Map<String, Object>> toJson() {
        return points.stream().map(Point::toJson).toList();
    }
}
