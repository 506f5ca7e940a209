package winnow.bench;

import java.util.Locale;

/** What is measured and can have a limit. */
enum Figure {
    UTILIZATION("utilization", "useful utilisation of the budget", Bound.AT_LEAST, 3),
    CYCLES("deviation_percent", "cycles per frame", Bound.WITHIN_PERCENT, 0),
    MISMATCHES("mismatches", "differing beats and faults", Bound.AT_MOST, 0),
    PLANNER("planner_seconds", "planner, s", Bound.AT_MOST, 2),
    PLAN_AND_EMIT("plan_and_emit_seconds", "plan and emit, s", Bound.AT_MOST, 2),
    SIMULATION("simulation_seconds", "simulation of three frames, s", Bound.AT_MOST, 1),
    MACS("million_macs_per_second", "simulated lane MMAC/s", Bound.AT_LEAST, 1),
    GOLDEN("golden_seconds_per_frame", "golden model, s per frame", Bound.AT_MOST, 4),
    SCORES("score_difference", "ONNX Runtime's scores off the float model's, relative", Bound.AT_MOST, 7),
    PAYLOAD("payload_bytes", "codes and indices, bytes", Bound.AT_MOST, 0),
    TEST_ERROR("test_error_percent", "error on the test images, %", Bound.AT_MOST, 2),
    RATIO("ratio", "times smaller than 32-bit floats", Bound.AT_LEAST, 1),
    /** Not a limit: what one hopes for. */
    AIMED_RATIO("aimed_ratio", "times smaller than 32-bit floats", Bound.AT_LEAST, 1),
    ERROR_INCREASE("error_increase_points", "points of test error above the float network", Bound.AT_MOST, 2),
    REFERENCE("reference_percent", "EIE-style reference, us at 800 MHz", Bound.WITHIN_PERCENT, 1),
    PRODUCTS("products_percent", "bound of the products, us at 800 MHz", Bound.WITHIN_PERCENT, 1),
    HAND_COUNTED("hand_counted_percent", "EIE-style reference beside a count by hand", Bound.WITHIN_PERCENT, 0),
    FRAME_ENDS("frame_ends", "frames that end at another clock than predicted", Bound.AT_MOST, 0),
    BOUND_SHARE("bound_share", "share of the bound", Bound.AT_LEAST, 3),
    LEAST_BOUND_SHARE("least_bound_share", "least share of the bound of any layer", Bound.AT_LEAST, 3),
    SPEEDUP("speedup", "times fewer clocks than the EIE-style reference", Bound.AT_LEAST, 3),
    STORED_SHARE("stored_share", "stored bits beside EIE's format", Bound.AT_MOST, 3),
    PEAK_SHARE("peak_share", "share of the multipliers' peak", Bound.AT_LEAST, 3);

    private enum Bound {
        AT_LEAST,
        AT_MOST,
        /** So close to the measurement the prediction must be. */
        WITHIN_PERCENT
    }

    /** Name in the file of limits and in reports. */
    final String key;
    final String label;
    private final Bound bound;
    private final int decimals;

    Figure(String key, String label, Bound bound, int decimals) {
        this.key = key;
        this.label = label;
        this.bound = bound;
        this.decimals = decimals;
    }

    boolean keeps(double limit, double predicted, double measured) {
        return switch (bound) {
            case AT_LEAST -> measured >= limit;
            case AT_MOST -> measured <= limit;
            case WITHIN_PERCENT -> 100 * Math.abs(predicted - measured) <= limit * measured;
        };
    }

    String limit(double limit) {
        return switch (bound) {
            case AT_LEAST -> ">= " + text(limit);
            case AT_MOST -> "<= " + text(limit);
            case WITHIN_PERCENT -> String.format(Locale.ROOT, "+- %.1f %%", limit);
        };
    }

    String text(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
