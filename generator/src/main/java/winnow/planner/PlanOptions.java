package winnow.planner;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a plan aims at: as few clocks per frame as a budget of multipliers allows, or as few multipliers as a number of
 * clocks per frame allows.
 *
 * @param lanes        the budget of multipliers; empty for as many as the target needs
 * @param targetCycles clocks per frame that suffice; empty for as few as the budget allows
 * @param merge        whether sibling convolutions share an engine
 */
public record PlanOptions(OptionalInt lanes, OptionalLong targetCycles, boolean merge) {
    /** The least interval within a budget. */
    public static PlanOptions budget(int lanes) {
        return new PlanOptions(OptionalInt.of(lanes), OptionalLong.empty(), true);
    }

    /** The fewest multipliers for an interval. */
    public static PlanOptions target(long cycles) {
        return new PlanOptions(OptionalInt.empty(), OptionalLong.of(cycles), true);
    }

    /** The same with an engine for every convolution. */
    public PlanOptions unmerged() {
        return new PlanOptions(lanes, targetCycles, false);
    }
}
