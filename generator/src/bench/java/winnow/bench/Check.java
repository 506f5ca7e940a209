package winnow.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import winnow.report.Table;

/**
 * A figure beside its limit.
 *
 * @param subject   what was measured, such as a budget
 * @param predicted what was expected before the measurement, if anything was
 */
record Check(String subject, Figure figure, OptionalDouble limit, OptionalDouble predicted, double measured) {
    boolean missed() {
        return limit.isPresent() && !figure.keeps(limit.getAsDouble(), predicted.orElse(Double.NaN), measured);
    }

    private String verdict() {
        return limit.isEmpty() ? "" : missed() ? "MISSED" : "ok";
    }

    static Table table(List<Check> checks) {
        Table table = new Table("", "figure", "limit", "prediction", "measurement", "");
        checks.forEach(check -> table.add(check.subject, check.figure.label,
                check.limit.isPresent() ? check.figure.limit(check.limit.getAsDouble()) : "",
                check.predicted.isPresent() ? check.figure.text(check.predicted.getAsDouble()) : "",
                check.figure.text(check.measured), check.verdict()));
        return table;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject);
        json.put("figure", figure.key);
        limit.ifPresent(value -> json.put("limit", value));
        predicted.ifPresent(value -> json.put("prediction", value));
        json.put("measurement", measured);
        json.put("verdict", verdict());
        return json;
    }
}
