package winnow.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        } else if (layer instanceof IntegerLayer.Addition) {
            checkAddition(layer, inputs, problems);
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
                problems.add(mismatch(layer, "output is " + shape, input) + "; a concatenation joins maps of equal rows and columns");
            }
            if (!input.format().equals(layer.output().format())) {
                problems.add("layer " + layer.name() + ": its input " + input.name() + " has the format " + input.format()
                        + ", its output " + layer.output().name() + " " + layer.output().format()
                        + "; a concatenation moves values only, so give all that it joins one format");
            }
        }
        if (channels != shape.channels()) {
            problems.add("layer " + layer.name() + ": inputs have " + channels + " channels, the output " + shape.channels());
        }
    }

    private static void checkAddition(IntegerLayer layer, List<Tensor> inputs, List<String> problems) {
        for (Tensor input : inputs) {
            if (!input.shape().equals(layer.output().shape())) {
                problems.add(mismatch(layer, "output " + layer.output().name() + " is " + layer.output().shape(), input)
                        + "; an addition has one shape in and out");
            }
        }
        List<FixedPoint> formats = inputs.stream().map(Tensor::format).toList();
        if (layer.accumulator(formats).orElseThrow().bits() > MAXIMUM_ACCUMULATOR_BITS) {
            problems.add("layer " + layer.name() + ": the exact sum of its inputs exceeds " + MAXIMUM_ACCUMULATOR_BITS + " bits: "
                    + inputs.stream().map(input -> input.name() + " has the format " + input.format()).collect(Collectors.joining(", "))
                    + "; bring their binary points closer together");
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
