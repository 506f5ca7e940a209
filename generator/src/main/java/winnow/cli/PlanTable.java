package winnow.cli;

import java.io.PrintWriter;
import java.util.Locale;
import winnow.network.Printable;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;

/** A plan as a table for the terminal. */
final class PlanTable {
    private static final int LONGEST_NAME = 24;

    private PlanTable() {}

    static void print(PrintWriter out, Plan plan) {
        out.printf(Locale.ROOT, "%-24s %-16s %9s %8s %6s %10s  %-24s %12s %12s%n",
                "layer", "kind", "tile", "px/beat", "lanes", "cycles", "weights", "table bits", "buffer bits");
        long slowest = plan.cycles();
        for (EnginePlan engine : plan.engines()) {
            out.printf(Locale.ROOT, "%-24s %-16s %9s %8d %6d %10d%s %-24s %,12d %,12d%n", name(engine), engine.operation().kind(),
                    engine.output().rows() + " x " + engine.output().columns(), engine.output().pixels(),
                    engine.lanes(), engine.cycles(),
                    engine.cycles() == slowest ? "*" : " ", engine.details().getOrDefault("encoding", ""),
                    engine.tableBits(), engine.bufferBits());
        }
        out.printf(Locale.ROOT, "%d of %d lanes, %,d cycles per frame (*), %.1f %% of the budget busy with non-zero weights%n",
                plan.usedLanes(), plan.lanes(), slowest, 100.0 * plan.nonzeroMacs() / ((double) plan.lanes() * slowest));
    }

    private static String name(EnginePlan engine) {
        String name = Printable.of(engine.operation().name());
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
    }
}
