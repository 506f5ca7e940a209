package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import winnow.network.IntegerNetwork;
import winnow.planner.Plan;
import winnow.planner.Planner;

/** What the planner promises for many budgets, and how long it takes. */
record PlannerSweep(List<Prediction> between, Prediction greatest) {
    /** The planner is held to its limit up to here. */
    private static final int GREATEST_BUDGET = 4096;
    private static final int BUDGETS = 40;

    /** A plan's figures. */
    record Prediction(int lanes, long cycles, double utilization, double seconds) {
        private static Prediction of(IntegerNetwork network, int lanes) {
            Stopwatch watch = new Stopwatch();
            Plan plan = Planner.plan(network, lanes);
            double seconds = watch.seconds();
            return new Prediction(lanes, plan.cycles(), plan.nonzeroMacs() / ((double) lanes * plan.cycles()), seconds);
        }
    }

    PlannerSweep {
        between = List.copyOf(between);
    }

    /** Plans for the given budgets, for others between them, evenly spread on a logarithmic scale, and for the greatest of all. */
    static PlannerSweep of(IntegerNetwork network, SortedSet<Integer> given) {
        SortedSet<Integer> budgets = new TreeSet<>(given);
        for (int i = 1; i < BUDGETS; i++) {
            budgets.add((int) Math.round(given.first() * Math.pow((double) given.last() / given.first(), (double) i / BUDGETS)));
        }
        List<Prediction> between = new ArrayList<>();
        budgets.forEach(lanes -> between.add(Prediction.of(network, lanes)));
        return new PlannerSweep(between, Prediction.of(network, GREATEST_BUDGET));
    }

    List<Check> checks(Limits limits) {
        double slowest = between.stream().mapToDouble(Prediction::seconds).max().orElse(0);
        String budgets = String.format(Locale.ROOT, "%d budgets, %d..%d lanes, the slowest", between.size(), between.get(0).lanes,
                between.get(between.size() - 1).lanes);
        return List.of(new Check(budgets, Figure.PLANNER, limits.of(Figure.PLANNER), OptionalDouble.empty(), slowest),
                new Check(GREATEST_BUDGET + " lanes", Figure.PLANNER, limits.of(Figure.PLANNER), OptionalDouble.empty(), greatest.seconds));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("between", between);
        json.put("greatest", greatest);
        return json;
    }
}
