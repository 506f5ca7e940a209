package winnow.rtl;

import java.util.Optional;
import winnow.network.FixedPoint;
import winnow.planner.Bits;
import winnow.planner.GlobalAveragePlan;
import winnow.planner.PoolPlan;
import winnow.planner.StreamOrder;

/** Builds the engines of pools. */
final class PoolBuilder {
    private static final int OUTPUT_FIFO_BITS = 4;

    private PoolBuilder() {}

    static PoolEngine build(PoolPlan plan, String name, String comment) {
        FixedPoint format = plan.inputFormat();
        boolean sum = plan.average().isPresent();
        PaddingPixels padding = PaddingPixels.of(sum ? 0 : format.minimum());
        WindowFrontEnd window = WindowFrontEnd.of(plan.geometry(), format.bits(), padding);
        int width = sum ? format.bits() + Bits.index(plan.geometry().window().taps()) : format.bits();
        int tag = window.placeWidth() + window.addressWidth();
        Optional<AverageScale> average =
                plan.average().map(pool -> AverageScale.of(pool, plan.output().pixels(), width, format.signed()));
        return new PoolEngine(name, comment, plan.input().pixels(), format.bits(), format.signed() ? 1 : 0, plan.output().pixels(),
                plan.operation().output().format().bits(),
                window, tag, sum ? 1 : 0, padding.literal(format.bits()), width, width * plan.output().columns(), average,
                window.creditWidth());
    }

    static GlobalAverageEngine build(GlobalAveragePlan plan, String name, String comment) {
        FixedPoint format = plan.inputFormat();
        StreamOrder.Tiled input = plan.input();
        return new GlobalAverageEngine(name, comment, input.pixels(), format.bits(), format.signed() ? 1 : 0, 1,
                plan.operation().output().format().bits(), input.shape().channels(), Bits.index(input.shape().channels()),
                input.shape().height(), input.shape().width(), input.rows(), input.columns(),
                plan.sumBits(), AverageScale.of(plan.average(), 1, plan.sumBits(), format.signed()), OUTPUT_FIFO_BITS + 1);
    }
}
