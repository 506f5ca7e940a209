package winnow.network;

import java.util.ArrayList;
import java.util.List;

/** Checks that a layer of an {@link IntegerNetwork} fits the tensors that it reads. */
final class LayerShapes {
    /** The accumulator of a DSP block: the hardware promises no more. */
    static final int MAXIMUM_ACCUMULATOR_BITS = 48;

    private LayerShapes() {}

    static List<String> problems(IntegerLayer layer, List<Tensor> inputs) {
        List<String> problems = new ArrayList<>();
        Tensor input = inputs.get(0);
        if (layer instanceof IntegerLayer.Convolution convolution) {
            if (convolution.weights().inputs() != input.shape().channels()) {
                problems.add(mismatch(layer, "weights have " + convolution.weights().inputs() + " input channels", input));
            }
            checkWindow(layer, convolution.window(), input, false, problems);
            checkAccumulator(convolution, input, problems);
        } else if (layer instanceof IntegerLayer.FullyConnected full) {
            if (full.weights().inputs() != input.shape().size()) {
                problems.add(mismatch(layer, "weights have " + full.weights().inputs() + " inputs", input));
            }
            if (layer.output().shape().height() != 1 || layer.output().shape().width() != 1) {
                problems.add("layer " + layer.name() + ": writes a vector, not " + layer.output().shape());
            }
            checkAccumulator(full, input, problems);
        } else if (layer instanceof IntegerLayer.MaximumPool pool) {
            checkPool(layer, pool.window(), input, problems);
            if (!input.format().equals(layer.output().format())) {
                problems.add("layer " + layer.name() + ": a maximum pool keeps the format");
            }
        } else if (layer instanceof IntegerLayer.AveragePool pool) {
            checkPool(layer, pool.window(), input, problems);
        } else if (layer instanceof IntegerLayer.Concatenation) {
            checkConcatenation(layer, inputs, problems);
        }
        return problems;
    }

    private static void checkPool(IntegerLayer layer, Window window, Tensor input, List<String> problems) {
        if (layer.output().shape().channels() != input.shape().channels()) {
            problems.add(mismatch(layer, "output has " + layer.output().shape().channels() + " channels", input));
        }
        checkWindow(layer, window, input, true, problems);
    }

    /** Output sizes must agree with the window, rounded down, or for a pool up; no pool window lies wholly outside. */
    private static void checkWindow(IntegerLayer layer, Window window, Tensor input, boolean pool, List<String> problems) {
        Shape output = layer.output().shape();
        checkSize(layer, "rows", output.height(), input.shape().height(), window.kernelHeight(), window.strideHeight(),
                window.padTop(), pool, problems);
        checkSize(layer, "columns", output.width(), input.shape().width(), window.kernelWidth(), window.strideWidth(),
                window.padLeft(), pool, problems);
    }

    private static void checkSize(IntegerLayer layer, String what, int output, int input, int kernel, int stride, int pad,
            boolean pool, List<String> problems) {
        int least = pool ? 1 : kernel - 2 * pad;
        if (input < least) {
            problems.add("layer " + layer.name() + ": a kernel of " + kernel + " does not fit " + input + " " + what);
            return;
        }
        long lastStart = (output - 1L) * stride - pad;
        boolean beyond = pool ? lastStart >= input : lastStart + kernel > input + pad;
        boolean before = pool && pad >= kernel;
        if (beyond || before || lastStart + stride + kernel <= input + pad) {
            problems.add("layer " + layer.name() + ": " + output + " output " + what + " do not follow from " + input
                    + " with kernel " + kernel + ", stride " + stride + ", padding " + pad);
        }
    }

    private static void checkConcatenation(IntegerLayer layer, List<Tensor> inputs, List<String> problems) {
        int channels = 0;
        Shape shape = layer.output().shape();
        for (Tensor input : inputs) {
            channels += input.shape().channels();
            if (input.shape().height() != shape.height() || input.shape().width() != shape.width()) {
                problems.add(mismatch(layer, "output is " + shape, input));
            }
            if (!input.format().equals(layer.output().format())) {
                problems.add("layer " + layer.name() + ": the format of " + input.name() + " differs from the output's");
            }
        }
        if (channels != shape.channels()) {
            problems.add("layer " + layer.name() + ": inputs have " + channels + " channels, the output " + shape.channels());
        }
    }

    private static void checkAccumulator(IntegerLayer.WeightedLayer layer, Tensor input, List<String> problems) {
        int bits = AccumulatorRange.of(layer, input.format()).bits();
        if (bits > MAXIMUM_ACCUMULATOR_BITS) {
            problems.add("layer " + layer.name() + ": its weights and biases need an accumulator of " + bits
                    + " bits, the limit is " + MAXIMUM_ACCUMULATOR_BITS + "; use fewer bits for activations or codebook");
        }
    }

    private static String mismatch(IntegerLayer layer, String what, Tensor input) {
        return "layer " + layer.name() + ": " + what + ", but its input " + input.name() + " is " + input.shape();
    }
}
