package winnow.planner;

/**
 * Clocks per frame that engines must keep.
 *
 * @param cycles      with activations that are zero as often as calibration found
 * @param worstCycles if no activation is zero, at least as many
 */
record Pace(long cycles, long worstCycles) {
    /** More clocks than any engine takes. */
    static final long ANY = Long.MAX_VALUE / 2;

    /** A pace for which the worst case does not matter. */
    static Pace typical(long cycles) {
        return new Pace(cycles, ANY);
    }
}
