package winnow.planner;

import java.util.Comparator;

/**
 * One possible engine of an operation.
 *
 * @param choices of which it is one
 * @param rows    R of its tile
 * @param columns V of its tile
 * @param pixels  P of its output stream
 * @param lanes   multipliers
 * @param cycles  clocks per frame, what its input stream costs not counted
 */
record Candidate(EngineChoices choices, int rows, int columns, int pixels, int lanes, long cycles) {
    /** Fewest multipliers first. */
    static final Comparator<Candidate> CHEAPEST = Comparator.comparingInt(Candidate::lanes)
            .thenComparingInt(Candidate::pixels)
            .thenComparingInt(Candidate::rows)
            .thenComparingInt(Candidate::columns);

    /** The order in which it writes. */
    BeatOrder order() {
        return new BeatOrder(columns, pixels);
    }
}
