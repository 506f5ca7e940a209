package winnow.retrain;

import java.util.List;
import java.util.OptionalInt;

/**
 * How many weights pruning leaves.
 *
 * @param counts by layer; empty for layers that compete with each other
 * @param joint  how many weights these have together
 * @param pinned by layer; whether its weights stay as they are
 */
public record PruningGoal(List<OptionalInt> counts, long joint, List<Boolean> pinned) {
    public PruningGoal {
        counts = List.copyOf(counts);
        pinned = List.copyOf(pinned);
    }
}
