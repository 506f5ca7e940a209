package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import winnow.report.Table;

/**
 * Several layers, each on the same number of processing elements.
 *
 * @param layers at least one
 */
record LayerTable(int elements, List<LayerFigures> layers) {
    LayerTable {
        layers = List.copyOf(layers);
    }

    double geometricMean(ToDoubleFunction<LayerFigures> figure) {
        return Math.exp(layers.stream().mapToDouble(layer -> Math.log(figure.applyAsDouble(layer))).average().orElseThrow());
    }

    double least(ToDoubleFunction<LayerFigures> figure) {
        return layers.stream().mapToDouble(figure).min().orElseThrow();
    }

    boolean simulated() {
        return layers.stream().allMatch(layer -> layer.simulation().isPresent());
    }

    /** Clocks, and what they are of the bound. */
    Table clocks() {
        Table table = new Table("layer", "elements used", "bound", "EIE-style", "model", "RTL", "of the bound", "EIE-style of it",
                "times fewer", "alone, of the bound");
        layers.forEach(layer -> table.add(layer.size().name(), text("%d", layer.lanes()), text("%,.1f", layer.bound()),
                text("%,.1f", layer.referenceClocks()), text("%,.1f", layer.model().interval()),
                layer.simulation().map(result -> text("%,.1f", PlannedLayer.simulated(result).interval())).orElse(""),
                text("%.3f", layer.boundShare()), text("%.3f", layer.referenceBoundShare()), text("%.3f", layer.speedup()),
                text("%.3f", layer.aloneShare())));
        table.add("geometric mean", "", "", "", "", "", mean(LayerFigures::boundShare), mean(LayerFigures::referenceBoundShare),
                mean(LayerFigures::speedup), mean(LayerFigures::aloneShare));
        return table;
    }

    /** Stored bits for each weight that is not zero. */
    Table storage() {
        Table table = new Table("layer", "weights", "bits per weight", "EIE's format", "share of it");
        layers.forEach(layer -> table.add(layer.size().name(), text("%,d", layer.weights()), text("%.2f", layer.bitsPerWeight()),
                text("%.2f", layer.referenceBitsPerWeight()), text("%.3f", layer.storedShare())));
        table.add("geometric mean", "", text("%.2f", geometricMean(LayerFigures::bitsPerWeight)),
                text("%.2f", geometricMean(LayerFigures::referenceBitsPerWeight)), mean(LayerFigures::storedShare));
        return table;
    }

    private String mean(ToDoubleFunction<LayerFigures> figure) {
        return text("%.3f", geometricMean(figure));
    }

    private static String text(String form, Object value) {
        return String.format(Locale.ROOT, form, value);
    }

    /**
     * The layers' means beside their limits. The limits are for all published layers, in RTL: what is less is not held
     * against them.
     */
    List<Check> checks(Limits limits, int published) {
        boolean complete = simulated() && layers.size() == published;
        List<Check> checks = new ArrayList<>();
        checks.add(check(Figure.BOUND_SHARE, limits, complete, OptionalDouble.of(geometricMean(LayerFigures::modelBoundShare)),
                geometricMean(LayerFigures::boundShare)));
        checks.add(check(Figure.LEAST_BOUND_SHARE, limits, complete, OptionalDouble.of(least(LayerFigures::modelBoundShare)),
                least(LayerFigures::boundShare)));
        checks.add(check(Figure.SPEEDUP, limits, complete, OptionalDouble.empty(), geometricMean(LayerFigures::speedup)));
        checks.add(check(Figure.STORED_SHARE, limits, layers.size() == published, OptionalDouble.empty(),
                geometricMean(LayerFigures::storedShare)));
        return checks;
    }

    private Check check(Figure figure, Limits limits, boolean held, OptionalDouble predicted, double measured) {
        String subject = String.format(Locale.ROOT, "%d elements, %d layers, %s", elements, layers.size(), simulated() ? "RTL" : "model");
        return new Check(subject, figure, held ? limits.of(figure, elements) : OptionalDouble.empty(), predicted, measured);
    }

    /** The layers' means alone. */
    Map<String, Object> means() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("elements", elements);
        json.put("simulated", simulated());
        json.put("bound_share", geometricMean(LayerFigures::boundShare));
        json.put("least_bound_share", least(LayerFigures::boundShare));
        json.put("reference_bound_share", geometricMean(LayerFigures::referenceBoundShare));
        json.put("alone_bound_share", geometricMean(LayerFigures::aloneShare));
        json.put("speedup_over_reference", geometricMean(LayerFigures::speedup));
        json.put("stored_share", geometricMean(LayerFigures::storedShare));
        return json;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = means();
        json.put("layers", layers.stream().map(LayerFigures::toJson).toList());
        return json;
    }
}
