package winnow.planner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;

/**
 * The choices of a fully-connected layer: every number of processing elements. More elements take fewer clocks, so the
 * least number that keeps an interval is found by bisection, and only the numbers on its way are computed.
 */
final class ElementChoices implements LayerChoices {
    private final IntegerLayer.FullyConnected layer;
    private final FixedPoint format;
    private final StreamOrder input;
    private final int most;
    private final Map<Integer, Long> cycles = new HashMap<>();

    /**
     * @param most elements to consider
     */
    ElementChoices(IntegerLayer.FullyConnected layer, FixedPoint format, StreamOrder input, int most) {
        this.layer = layer;
        this.format = format;
        this.input = input;
        this.most = most;
    }

    private long cycles(int elements) {
        return cycles.computeIfAbsent(elements, n -> FullyConnectedPlan.of(layer, format, input, n).cycles());
    }

    @Override
    public int leastLanes() {
        return 1;
    }

    @Override
    public long mostCycles() {
        return cycles(1);
    }

    @Override
    public Optional<Candidate> cheapest(long interval) {
        int low = 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cycles(middle) <= interval) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return cycles(low) <= interval ? Optional.of(new Candidate(1, low, low, cycles(low), 0)) : Optional.empty();
    }

    @Override
    public EnginePlan build(Candidate candidate, StreamOrder order) {
        return FullyConnectedPlan.of(layer, format, order, candidate.columns());
    }
}
