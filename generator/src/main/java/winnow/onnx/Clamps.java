package winnow.onnx;

import winnow.network.Clamp;

/** Activation functions: all are clamps. */
final class Clamps {
    private Clamps() {}

    static Operand relu(Step step) {
        return clamped(step, Clamp.RELU);
    }

    /** The bounds are attributes up to operator set 10, then inputs; a bound beyond all floats is none. */
    static Operand clip(Step step) {
        float minimum = bound(step, "min", 1, -Float.MAX_VALUE);
        float maximum = bound(step, "max", 2, Float.MAX_VALUE);
        if (!(minimum <= maximum)) {
            throw new Refusal("its bounds " + minimum + " and " + maximum + " leave no value between them");
        }
        return clamped(step, new Clamp(minimum == -Float.MAX_VALUE ? Float.NEGATIVE_INFINITY : minimum,
                maximum == Float.MAX_VALUE ? Float.POSITIVE_INFINITY : maximum));
    }

    private static float bound(Step step, String name, int input, float otherwise) {
        if (!step.has(input)) {
            return step.attributes().real(name, otherwise);
        }
        Constant constant = step.constant(input, name);
        if (constant.size() != 1) {
            throw new Refusal("its " + name + " has " + constant.size() + " values, not one");
        }
        return constant.bounds()[0];
    }

    /** Part of the layer that writes the input; a layer that does nothing else where other nodes read the input as it is. */
    private static View clamped(Step step, Clamp clamp) {
        View view = step.view(0);
        if (Step.writer(view, DraftLayer.class, DraftLayer::clampable).isPresent()) {
            ((DraftLayer) view.feature()).clamp(clamp);
            return step.fold(view);
        }
        DraftWeights identity = Scales.channelwise(step, view.feature(), step.layerName());
        identity.clamp(clamp);
        return step.add(identity).with(view.dims());
    }
}
