package winnow.rtl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.Requantization;
import winnow.network.Tensor;
import winnow.planner.Bits;
import winnow.planner.JoinPlan;
import winnow.planner.StreamOrder;

/** Builds the engines that join streams. */
final class JoinBuilder {
    private static final int CREDIT_WIDTH = Bits.index(JoinPlan.FIFO_BEATS) + 1;

    private JoinBuilder() {}

    static OutputModule build(JoinPlan plan, String name, String comment) {
        return plan.concatenates() ? concatenation(plan, name, comment)
                : addition(plan, (IntegerLayer.Addition) plan.operation().layers().get(0), name, comment);
    }

    private static ConcatenationEngine concatenation(JoinPlan plan, String name, String comment) {
        List<JoinInput> inputs = inputs(plan, Ints.of(new int[plan.inputs().size()]));
        List<Integer> beats = new ArrayList<>();
        for (StreamOrder input : plan.inputs()) {
            beats.add(input.beats() / input.shape().height());
        }
        Collections.reverse(beats);
        return new ConcatenationEngine(name, comment, inputs, reversed(inputs), inputs.size(), plan.output().pixels(),
                plan.operation().output().format().bits(), plan.output().shape().height(),
                Bits.unsigned(Collections.max(beats)), beats, CREDIT_WIDTH);
    }

    private static AdditionEngine addition(JoinPlan plan, IntegerLayer.Addition layer, String name, String comment) {
        List<FixedPoint> formats = plan.operation().inputs().stream().map(Tensor::format).toList();
        List<JoinInput> inputs = inputs(plan, IntegerLayer.Addition.alignment(formats));
        int sum = Math.max(layer.accumulator(formats).orElseThrow().bits(),
                inputs.stream().mapToInt(input -> input.width() + input.shift() + 1).max().orElseThrow());
        Requantization requantization = layer.requantization();
        return new AdditionEngine(name, comment, inputs, reversed(inputs), inputs.size(), plan.output().pixels(),
                plan.operation().output().format().bits(), sum, plan.output().beats(), requantization.shift(),
                requantization.minimum(), requantization.maximum(), CREDIT_WIDTH);
    }

    private static List<JoinInput> inputs(JoinPlan plan, Ints shifts) {
        List<JoinInput> inputs = new ArrayList<>();
        for (Tensor input : plan.operation().inputs()) {
            FixedPoint format = input.format();
            inputs.add(new JoinInput(inputs.size(), format.bits(), format.signed() ? 1 : 0, shifts.get(inputs.size())));
        }
        return inputs;
    }

    private static List<JoinInput> reversed(List<JoinInput> inputs) {
        List<JoinInput> reversed = new ArrayList<>(inputs);
        Collections.reverse(reversed);
        return reversed;
    }
}
