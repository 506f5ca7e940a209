package winnow.planner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Window;

/** A maximum or average pool over windows, on lanes that take one tap of all windows of a tile a clock. */
public record PoolPlan(Operation operation, WindowGeometry geometry) implements EnginePlan {
    private static final int GROUP_CHANGE = 3;

    /** Plans a pool whose tiles are one row of the given columns, sent so many pixels a beat. */
    static PoolPlan of(Operation operation, Window window, StreamOrder input, int columns, int pixels) {
        StreamOrder.Tiled output = new StreamOrder.Tiled(operation.output().shape(), 1, columns, pixels);
        return new PoolPlan(operation, new WindowGeometry(input, output, window));
    }

    /** The average that it takes; empty for a maximum, and for a row buffer: the maximum of one pixel. */
    public Optional<IntegerLayer.AveragePool> average() {
        return operation.layers().stream().flatMap(layer -> layer instanceof IntegerLayer.AveragePool pool
                ? Stream.of(pool) : Stream.empty()).findFirst();
    }

    /** The stream that it reads. */
    public StreamOrder input() {
        return geometry.input();
    }

    /** Format of the pixels that it reads. */
    public FixedPoint inputFormat() {
        return operation.input().format();
    }

    @Override
    public List<StreamOrder> inputs() {
        return List.of(input());
    }

    @Override
    public StreamOrder.Tiled output() {
        return geometry.output();
    }

    /** None of its lanes multiplies. An average's reciprocal multipliers, one per pixel of a beat, are not lanes. */
    @Override
    public int lanes() {
        return 0;
    }

    /**
     * Clocks of a frame, the row assembler not counted. Jobs are so short that the change from one row group to the next is
     * not hidden behind them.
     */
    long engineCycles() {
        int[] steps = new int[output().shape().channels()];
        Arrays.fill(steps, geometry.window().taps());
        return geometry.engineCycles(steps) + (long) GROUP_CHANGE * output().groups();
    }

    @Override
    public long cycles() {
        return Math.max(engineCycles(), geometry.assemblerCycles());
    }

    @Override
    public long bufferBits() {
        return geometry.bits(inputFormat().bits());
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("line_buffer_rows", geometry.superrows() * geometry.superrowRows());
        details.put("line_buffer_word_pixels", geometry.wordPixels());
        return details;
    }
}
