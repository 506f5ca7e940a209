package winnow.planner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.network.IntegerLayer;
import winnow.network.Window;

/** A maximum or average pool over windows, on lanes that take one tap of all windows of a tile a clock. */
public record PoolPlan(Operation operation, WindowGeometry geometry) implements WindowPlan {
    private static final int GROUP_CHANGE = 3;

    /** Plans a pool whose tiles are one row of the given columns, sent so many pixels a beat. */
    static PoolPlan of(Operation operation, Window window, StreamOrder input, int columns, int pixels) {
        StreamOrder.Tiled output = new StreamOrder.Tiled(operation.output().shape(), 1, columns, pixels);
        return new PoolPlan(operation, WindowGeometry.of(input, output, window));
    }

    /** The average that it takes; empty for a maximum, and for a row buffer: the maximum of one pixel. */
    public Optional<IntegerLayer.AveragePool> average() {
        return operation.layers().stream().flatMap(layer -> layer instanceof IntegerLayer.AveragePool pool
                ? Stream.of(pool) : Stream.empty()).findFirst();
    }

    /** None of its lanes multiplies. An average's reciprocal multipliers, one per pixel of a beat, are not lanes. */
    @Override
    public int lanes() {
        return 0;
    }

    /** Jobs are so short that the change from one row group to the next is not hidden behind them. */
    @Override
    public long groupCycles(int rows) {
        int[] steps = new int[output().shape().channels()];
        Arrays.fill(steps, geometry.window().taps());
        return new ChannelWork(steps).groupCycles(output(), rows) + GROUP_CHANGE;
    }

    @Override
    public PoolPlan withSuperrows(int superrows) {
        return new PoolPlan(operation, geometry.withSuperrows(superrows));
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("line_buffer_rows", geometry.superrows() * geometry.superrowRows());
        details.put("line_buffer_word_pixels", geometry.wordPixels());
        return details;
    }
}
