package winnow.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import winnow.planner.Plan;
import winnow.report.Table;
import winnow.simulate.SimulationResult;

/**
 * What one budget of multipliers gave.
 *
 * @param plannerSeconds  of the planner alone
 * @param generateSeconds of the whole command: read the model, plan, emit, write
 * @param buildSeconds    of Verilator and the C++ compiler; next to 0 if the same simulation was built before
 */
record BudgetResult(Plan plan, SimulationResult simulation, double plannerSeconds, double generateSeconds, double buildSeconds) {
    private static final double MILLION = 1e6;

    private double plannedUtilization() {
        return plan.nonzeroMacs() / ((double) plan.lanes() * plan.cycles());
    }

    /** By how much the prediction for the last image differs from the clocks that it took, in percent of these. */
    private double deviationPercent() {
        return 100.0 * Math.abs(simulation.predicted() - simulation.cyclesPerFrame()) / simulation.cyclesPerFrame();
    }

    private double millionMacsPerSecond() {
        return simulation.laneMacsPerSecond() / MILLION;
    }

    private double kilocyclesPerSecond() {
        return simulation.cycles() / simulation.seconds() / 1000;
    }

    /** Beats that differ and other faults. */
    private long errors() {
        return simulation.mismatches() + simulation.faults().size();
    }

    List<Check> checks(Limits limits) {
        return List.of(
                check(limits, Figure.UTILIZATION, OptionalDouble.of(plannedUtilization()), simulation.utilization()),
                check(limits, Figure.CYCLES, OptionalDouble.of(simulation.predicted()), simulation.cyclesPerFrame()),
                new Check(subject(), Figure.MISMATCHES, OptionalDouble.of(0), OptionalDouble.of(0), errors()),
                check(limits, Figure.PLANNER, OptionalDouble.empty(), plannerSeconds),
                check(limits, Figure.PLAN_AND_EMIT, OptionalDouble.empty(), generateSeconds),
                check(limits, Figure.SIMULATION, OptionalDouble.empty(), simulation.seconds()),
                check(limits, Figure.MACS, OptionalDouble.empty(), millionMacsPerSecond()));
    }

    private Check check(Limits limits, Figure figure, OptionalDouble predicted, double measured) {
        return new Check(subject(), figure, limits.of(figure, plan.lanes()), predicted, measured);
    }

    /** What happened, in a line. */
    String summary() {
        return String.format(Locale.ROOT, "%s, %,d cycles per frame, %d differences in %,d beats", subject(), simulation.cyclesPerFrame(),
                errors(), simulation.beats());
    }

    private String subject() {
        return plan.lanes() + " lanes";
    }

    static Table table(List<BudgetResult> results) {
        Table table = new Table("lanes", "used", "cycles planned", "predicted", "simulated", "off %", "utilisation", "beats compared",
                "differ", "top-1", "planner s", "generate s", "build s", "simulation s", "lane MMAC/s", "useful MMAC/s", "kcycles/s");
        results.forEach(result -> table.add(result.cells()));
        return table;
    }

    private String[] cells() {
        return new String[] {text("%d", plan.lanes()), text("%d", plan.usedLanes()), text("%,d", plan.cycles()),
            text("%,d", simulation.predicted()), text("%,d", simulation.cyclesPerFrame()), text("%.3f", deviationPercent()),
            text("%.3f", simulation.utilization()), text("%,d", simulation.beats()), text("%d", errors()),
            simulation.top1().stream().map(String::valueOf).collect(Collectors.joining(" ")), text("%.2f", plannerSeconds),
            text("%.2f", generateSeconds), text("%.1f", buildSeconds), text("%.2f", simulation.seconds()),
            text("%.1f", millionMacsPerSecond()), text("%.1f", simulation.usefulMacsPerSecond() / MILLION), text("%,.0f", kilocyclesPerSecond())};
    }

    private static String text(String form, Object value) {
        return String.format(Locale.ROOT, form, value);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lanes", plan.lanes());
        json.put("used_lanes", plan.usedLanes());
        json.put("planned_cycles_per_frame", plan.cycles());
        json.put("planned_utilization", plannedUtilization());
        json.put("planner_seconds", plannerSeconds);
        json.put("generate_seconds", generateSeconds);
        json.put("build_seconds", buildSeconds);
        json.put("deviation_percent", deviationPercent());
        json.put("million_macs_per_second", millionMacsPerSecond());
        json.put("kilocycles_per_second", kilocyclesPerSecond());
        json.put("simulation", simulation.toJson());
        return json;
    }
}
