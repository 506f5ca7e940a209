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
        out.printf(Locale.ROOT, "%-24s %-15s %8s %7s %6s %8s %10s  %10s %6s %8s %11s %11s%n", "layer", "kind", "tile",
                "px/beat", "lanes", "entries", "cycles", "worst", "busy", "bits/wt", "table bits", "buffer bits");
        long slowest = plan.cycles();
        for (EnginePlan engine : plan.engines()) {
            out.printf(Locale.ROOT, "%-24s %-15s %8s %7d %6d %8d %10d%s %10s %6s %8s %,11d %,11d%n", name(engine),
                    engine.operation().kind(), engine.output().rows() + " x " + engine.output().columns(),
                    engine.output().pixels(), engine.lanes(), engine.entries(), engine.cycles(),
                    engine.cycles() == slowest ? "*" : " ", worst(engine), share(engine, slowest), bitsPerWeight(engine),
                    engine.tableBits(), engine.bufferBits());
        }
        out.printf(Locale.ROOT, "%d of %d lanes, %,d cycles per frame (* limits)%s, %.1f %% of the budget busy with non-zero weights%n",
                plan.usedLanes(), plan.lanes(), slowest,
                plan.worstCycles() == slowest ? "" : String.format(Locale.ROOT, ", %,d if no activation is zero", plan.worstCycles()),
                100 * plan.utilization());
        if (plan.multipliers() < plan.usedLanes()) {
            out.printf(Locale.ROOT, "%,d multipliers: lanes share them in pairs%n", plan.multipliers());
        }
        long payload = plan.engines().stream().mapToLong(EnginePlan::payloadBits).sum();
        long tables = plan.engines().stream().mapToLong(EnginePlan::tableBits).sum();
        long buffers = plan.engines().stream().mapToLong(EnginePlan::bufferBits).sum();
        out.printf(Locale.ROOT, "weights %,d bytes (codes and gaps), other tables %,d bytes, line buffers and accumulators %,d bytes%n",
                payload / 8, (tables - payload) / 8, buffers / 8);
    }

    private static String worst(EnginePlan engine) {
        return engine.worstCycles() == engine.cycles() ? "" : Long.toString(engine.worstCycles());
    }

    private static String share(EnginePlan engine, long interval) {
        return engine.lanes() == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * engine.utilization(interval));
    }

    private static String bitsPerWeight(EnginePlan engine) {
        return engine.nonzeros() == 0 ? "" : String.format(Locale.ROOT, "%.2f", engine.bitsPerWeight());
    }

    private static String name(EnginePlan engine) {
        String name = Printable.of(engine.operation().name());
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
    }
}
