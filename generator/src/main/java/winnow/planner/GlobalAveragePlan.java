package winnow.planner;

import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;

/** An average over the whole map, summed as the pixels come: no line buffer, one partial sum per channel. */
public record GlobalAveragePlan(
        IntegerLayer.AveragePool layer, FixedPoint inputFormat, StreamOrder.Tiled input, StreamOrder.Tiled output)
        implements EnginePlan {
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
        return inputFormat.bits() + Bits.index(input.shape().height() * input.shape().width());
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
