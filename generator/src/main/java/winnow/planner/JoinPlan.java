package winnow.planner;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import winnow.network.IntegerLayer;

/**
 * A concatenation or an addition of streams that row buffers have brought into one order. A concatenation takes, row by
 * row, all channels of its first input, then of its second, and so on; an addition takes a beat of each at once.
 *
 * @param output the order of the inputs and of the output: rows, P pixels a beat
 */
public record JoinPlan(Operation operation, StreamOrder.Tiled output) implements EnginePlan {
    @Override
    public List<StreamOrder> inputs() {
        return operation.inputs().stream()
                .map(input -> (StreamOrder) new StreamOrder.Tiled(input.shape(), 1, output.columns(), output.pixels()))
                .toList();
    }

    /** Beats that its output FIFO holds. */
    public static final int FIFO_BEATS = 16;

    /** Whether it concatenates; it adds if not. */
    public boolean concatenates() {
        return operation.layers().get(0) instanceof IntegerLayer.Concatenation;
    }

    @Override
    public int lanes() {
        return 0;
    }

    @Override
    public long cycles() {
        return output.beats();
    }

    @Override
    public long bufferBits() {
        return 0;
    }

    @Override
    public Map<String, Object> details() {
        return Collections.emptyMap();
    }
}
