package winnow.planner;

import java.util.function.LongPredicate;

/** Finds where a condition that holds from some number on begins to hold. */
final class Bisection {
    private Bisection() {}

    /** The least number from {@code low} on that passes; it is taken for granted that {@code high} does. */
    static long least(long low, long high, LongPredicate passes) {
        while (low < high) {
            long middle = (low + high) / 2;
            if (passes.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /** The least number from {@code low} on, at least 1, that passes; some number does. */
    static long least(long low, LongPredicate passes) {
        long high = low;
        while (!passes.test(high)) {
            low = high + 1;
            high *= 2;
        }
        return least(low, high, passes);
    }
}
