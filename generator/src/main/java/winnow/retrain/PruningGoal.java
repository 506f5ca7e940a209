package winnow.retrain;

import java.util.List;
import java.util.OptionalInt;

/**
 * How many weights pruning leaves.
 *
 * @param counts by layer; empty for layers that compete with each other
 * @param joint  how many weights these have together
 */
public record PruningGoal(List<OptionalInt> counts, long joint) {
    public PruningGoal {
        counts = List.copyOf(counts);
    }
}
