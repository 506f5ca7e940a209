package winnow.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import winnow.report.Table;

/** One network compressed with several seeds, below what others published of it. */
final class HeadlineTable {
    private final String network;
    private final List<MeasuredModel> seeds;
    private final List<PublishedResult> published;
    private final Limits limits;

    /** @param seeds at least one */
    HeadlineTable(String network, List<MeasuredModel> seeds, List<PublishedResult> published, Limits limits) {
        this.network = network;
        this.seeds = List.copyOf(seeds);
        this.published = List.copyOf(published);
        this.limits = limits;
    }

    /** Of an even number the mean of the two in the middle. */
    private double median(ToDoubleFunction<MeasuredModel> figure) {
        double[] sorted = seeds.stream().mapToDouble(figure).sorted().toArray();
        double lower = sorted[(sorted.length - 1) / 2];
        double upper = sorted[sorted.length / 2];
        return lower == upper ? lower : (lower + upper) / 2;
    }

    private double medianError() {
        return median(model -> model.test().percent());
    }

    private double medianRatio() {
        return median(MeasuredModel::ratio);
    }

    /** The model to keep: the nearest to the median on the validation images that is not worse; of equal ones the smallest. */
    MeasuredModel chosen() {
        double middle = median(model -> model.validation().percent());
        return seeds.stream().filter(model -> model.validation().percent() <= middle)
                .max(Comparator.comparingDouble((MeasuredModel model) -> model.validation().percent())
                        .thenComparing(Comparator.comparingLong(MeasuredModel::stored).reversed()))
                .orElseThrow();
    }

    String markdown() {
        String sources = published.stream().map(PublishedResult::source).distinct().collect(Collectors.joining("; "));
        return table().markdown() + "\nPublished: " + sources + ".\n\nTo keep, chosen by the validation images: " + chosen().name() + ".\n";
    }

    private Table table() {
        Table table = new Table(network, "validation error, %", "test error, %", "non-zero weights", "stored, bytes", "times smaller");
        published.forEach(result -> table.add(result.work(), "", result.error().map(ErrorRate::text).orElse(""), "", "",
                Figure.RATIO.text(result.ratio())));
        seeds.forEach(model -> table.add("Winnow, " + model.name(), ErrorRate.text(model.validation().percent()),
                ErrorRate.text(model.test().percent()), MeasuredModel.grouped(model.nonzeros()), MeasuredModel.grouped(model.stored()),
                Figure.RATIO.text(model.ratio())));
        table.add("Winnow, median", ErrorRate.text(median(model -> model.validation().percent())), ErrorRate.text(medianError()),
                MeasuredModel.grouped(Math.round(median(MeasuredModel::nonzeros))),
                MeasuredModel.grouped(Math.round(median(MeasuredModel::stored))), Figure.RATIO.text(medianRatio()));
        table.add("limit", "", limit(Figure.TEST_ERROR), "", "", limit(Figure.RATIO));
        table.add("aim", "", "", "", "", limit(Figure.AIMED_RATIO));
        return table;
    }

    private String limit(Figure figure) {
        OptionalDouble limit = limits.of(figure);
        return limit.isPresent() ? figure.limit(limit.getAsDouble()) : "";
    }

    List<Check> checks() {
        return List.of(check(Figure.TEST_ERROR, medianError()), check(Figure.RATIO, medianRatio()));
    }

    private Check check(Figure figure, double measured) {
        return new Check(network + ", median of " + seeds.size(), figure, limits.of(figure), OptionalDouble.empty(), measured);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("published", published.stream().map(PublishedResult::toJson).toList());
        json.put("seeds", seeds.stream().map(MeasuredModel::toJson).toList());
        json.put("median_test_error_percent", medianError());
        json.put("median_ratio", medianRatio());
        limits.of(Figure.AIMED_RATIO).ifPresent(aim -> json.put("aimed_ratio", aim));
        json.put("chosen", chosen().name());
        return json;
    }
}
