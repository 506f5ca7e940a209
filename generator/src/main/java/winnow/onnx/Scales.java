package winnow.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import winnow.network.Longs;
import winnow.network.Shape;
import winnow.network.Window;

/** Factors and offsets per channel: part of the layer before if that is only read here, a diagonal convolution otherwise. */
final class Scales {
    private Scales() {}

    static Operand batchNormalization(Step step) {
        View view = step.view(0);
        double[] factor = values(step, 1, "scale");
        double[] offset = values(step, 2, "bias");
        double[] mean = values(step, 3, "mean");
        double[] variance = values(step, 4, "variance");
        int channels = channels(view);
        for (double[] values : List.of(factor, offset, mean, variance)) {
            if (values.length != channels) {
                throw new Refusal("has " + values.length + " values per channel for an input of " + view.dims());
            }
        }
        double epsilon = step.attributes().real("epsilon", 1e-5f);
        for (int i = 0; i < channels; i++) {
            factor[i] /= Math.sqrt(variance[i] + epsilon);
            offset[i] -= mean[i] * factor[i];
        }
        return scaled(step, view, Affine.of(factor, offset));
    }

    /** Of two tensors of the network it is a layer of its own. */
    static Operand add(Step step) {
        return step.operand(0) instanceof View && step.operand(1) instanceof View
                ? Joins.added(step, List.of(step.view(0), step.view(1)))
                : constantly(step, Affine::offsets);
    }

    static Operand multiply(Step step) {
        return constantly(step, Affine::factors);
    }

    /** Tensor minus constant, or constant minus tensor. */
    static Operand subtract(Step step) {
        if (step.operand(0) instanceof Constant) {
            return constantly(step, values -> Affine.factors(mapped(values, value -> -1)).then(Affine.offsets(values)));
        }
        return constantly(step, values -> Affine.offsets(mapped(values, value -> -value)));
    }

    static Operand divide(Step step) {
        if (step.operand(0) instanceof Constant) {
            throw new Refusal("divides a constant by a tensor; Winnow divides by constants only");
        }
        return constantly(step, values -> Affine.factors(mapped(values, value -> 1 / value)));
    }

    private static double[] mapped(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    private static View constantly(Step step, Function<double[], Affine> affine) {
        int constant = step.operand(0) instanceof Constant ? 0 : 1;
        View view = step.view(1 - constant);
        return scaled(step, view, affine.apply(perChannel(step.constant(constant, "second operand"), view)));
    }

    /** A constant that is broadcast along the channels: one value, or one per channel. */
    private static double[] perChannel(Constant constant, View view) {
        int rank = view.dims().length();
        int axes = constant.dims().length();
        boolean broadcast = axes <= rank;
        for (int i = 0; broadcast && i < axes; i++) {
            int axis = rank - axes + i;
            long size = constant.dims().get(i);
            broadcast = size == 1 || axis == 1 && size == view.dims().get(1);
        }
        if (!broadcast || constant.size() < 1) {
            throw new Refusal("its constant of shape " + constant.dims() + " is not one value per channel of an input of " + view.dims());
        }
        double[] given = doubles(constant);
        double[] values = new double[channels(view)];
        Arrays.setAll(values, i -> given[given.length == 1 ? 0 : i]);
        return values;
    }

    private static int channels(View view) {
        if (!view.isMap() && !view.isRow()) {
            throw new Refusal("reads a tensor as " + view.dims() + ", but its values are " + view.feature().shape());
        }
        return (int) view.dims().get(1);
    }

    private static double[] values(Step step, int input, String what) {
        return doubles(step.constant(input, what));
    }

    private static double[] doubles(Constant constant) {
        float[] floats = constant.floats();
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }

    private static View scaled(Step step, View view, Affine affine) {
        Optional<DraftWeights> writer = Step.writer(view, DraftWeights.class, DraftWeights::scalable);
        if (view.hasChannels() && writer.isPresent()) {
            writer.get().scale(affine);
            return step.fold(view);
        }
        DraftWeights diagonal = view.hasChannels()
                ? channelwise(step, view.feature(), step.layerName())
                : DraftWeights.fullyConnected(step.layerName(), view.feature(), step.output(), Kernel.diagonal(affine.size()),
                        identity(affine.size()));
        diagonal.scale(affine);
        View scaled = step.add(diagonal);
        return scaled.with(view.isMap() ? scaled.dims() : Longs.of(1, affine.size()));
    }

    /** A 1 x 1 convolution that does nothing as yet: a place for factors, offsets and clamps that no other layer can take. */
    static DraftWeights channelwise(Step step, Feature input, String name) {
        Shape shape = input.shape();
        return DraftWeights.convolution(name, input, step.output(), shape, Window.PIXEL, Kernel.diagonal(shape.channels()),
                identity(shape.channels()));
    }

    private static Affine identity(int channels) {
        return Affine.offsets(new double[channels]);
    }
}
