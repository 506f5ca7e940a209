package winnow.planner;

import java.util.List;
import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;

/** An average over the whole map, summed as the pixels come: no line buffer, one partial sum per channel. */
public record GlobalAveragePlan(Operation operation, StreamOrder.Tiled input, StreamOrder.Tiled output) implements EnginePlan {
    /** The average. */
    public IntegerLayer.AveragePool average() {
        return (IntegerLayer.AveragePool) operation.layers().get(0);
    }

    /** Format of the pixels that it reads. */
    public FixedPoint inputFormat() {
        return operation.input().format();
    }

    @Override
    public List<StreamOrder> inputs() {
        return List.of(input);
    }

    @Override
    public int lanes() {
        return 0;
    }

    @Override
    public long cycles() {
        return input.beats();
    }

    /** Bits of the sum of a channel. */
    public int sumBits() {
        return inputFormat().bits() + Bits.index(input.shape().height() * input.shape().width());
    }

    @Override
    public long bufferBits() {
        return (long) input.shape().channels() * sumBits();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("sum_bits", sumBits());
    }
}
