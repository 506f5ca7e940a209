package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import winnow.bench.PlannerSweep.Prediction;
import winnow.report.LineChart;

/** Utilisation and cycles against the budget: what the planner promises as a line, what was simulated as points. */
final class BudgetCharts {
    private final List<Prediction> predictions;
    private final List<BudgetResult> results;

    BudgetCharts(List<Prediction> predictions, List<BudgetResult> results) {
        this.predictions = predictions;
        this.results = results;
    }

    /** Writes {@code utilisation} and {@code cycles} as SVG and PNG. */
    void write(Path folder) throws IOException {
        LineChart utilization = chart("useful utilisation of the budget", Prediction::utilization,
                result -> result.simulation().utilization());
        save(utilization.from(0).to(1).numbers("#,##0", "0.0"), folder, "utilisation");
        LineChart cycles = chart("cycles per frame", Prediction::cycles, result -> result.simulation().cyclesPerFrame());
        save(cycles.from(0).numbers("#,##0", "#,##0"), folder, "cycles");
    }

    private LineChart chart(String figure, ToDoubleFunction<Prediction> predicted, ToDoubleFunction<BudgetResult> simulated) {
        LineChart chart = LineChart.of(figure, "budget, multipliers", figure).logarithmic("#,##0")
                .line("planned", predictions.stream().mapToDouble(Prediction::lanes).toArray(),
                        predictions.stream().mapToDouble(predicted).toArray());
        return results.isEmpty() ? chart : chart.points("simulated",
                results.stream().mapToDouble(result -> result.plan().lanes()).toArray(),
                results.stream().mapToDouble(simulated).toArray());
    }

    private static void save(LineChart chart, Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + ".png"), chart.png());
        Files.write(folder.resolve(name + ".svg"), chart.svg());
    }
}
