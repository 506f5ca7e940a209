package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import winnow.report.Table;

/** One network compressed in several ways, each simulated, below the float network. */
final class VariantsTable {
    /** @param what the options that made it */
    record Row(MeasuredModel model, String what, SimulatedDesign design) {}

    private final List<Row> rows;
    private final FloatBaseline floats;

    /** @param floats the network that all were made from, and that all are compared with */
    VariantsTable(List<Row> rows, FloatBaseline floats) {
        this.rows = rows.stream().map(row -> new Row(row.model.madeFrom(floats), row.what, row.design)).toList();
        this.floats = floats;
    }

    Table table() {
        Table table = new Table("variant", "options", "validation error, %", "test error, %", "non-zero weights", "stored, bytes",
                "times smaller", "lanes", "cycles per frame", "frames", "differing");
        table.add("float", "", ErrorRate.text(floats.validation().percent()), ErrorRate.text(floats.test().percent()), "",
                MeasuredModel.grouped(floats.bytes()), Figure.RATIO.text(1), "", "", "", "");
        rows.forEach(row -> table.add(row.model.name(), row.what, ErrorRate.text(row.model.validation().percent()),
                ErrorRate.text(row.model.test().percent()), MeasuredModel.grouped(row.model.nonzeros()),
                MeasuredModel.grouped(row.model.stored()), Figure.RATIO.text(row.model.ratio()), Integer.toString(row.design.lanes()),
                MeasuredModel.grouped(row.design.cycles()), MeasuredModel.grouped(row.design.frames()),
                MeasuredModel.grouped(row.design.differences())));
        return table;
    }

    List<Check> checks(Limits limits) {
        List<Check> checks = new ArrayList<>();
        for (Row row : rows) {
            checks.add(check(row, Figure.MISMATCHES, limits, row.design.differences()));
            checks.add(check(row, Figure.RATIO, limits, row.model.ratio()));
            checks.add(check(row, Figure.ERROR_INCREASE, limits, row.model.test().above(floats.test())));
        }
        return checks.stream().filter(check -> check.limit().isPresent()).toList();
    }

    private static Check check(Row row, Figure figure, Limits limits, double measured) {
        return new Check(row.model.name(), figure, limits.of(figure), OptionalDouble.empty(), measured);
    }

    /** The float network first. */
    List<Map<String, Object>> toJson() {
        List<Map<String, Object>> json = new ArrayList<>();
        json.add(floats.toJson());
        rows.forEach(row -> {
            Map<String, Object> fields = row.model.toJson();
            fields.put("options", row.what);
            fields.putAll(row.design.toJson());
            json.add(fields);
        });
        return json;
    }
}
