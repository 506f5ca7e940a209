package winnow.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.network.Clamp;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.SparseWeights;
import winnow.network.Window;
import winnow.retrain.GradientEngine;
import winnow.retrain.Parameters;

/** Gradients by DJL on PyTorch. */
final class DjlGradients implements GradientEngine {
    private final Network network;
    private final List<Layer.Weighted> layers;
    private final NDManager root = NDManager.newBaseManager();

    DjlGradients(Network network) {
        this.network = network;
        layers = Parameters.layers(network);
    }

    @Override
    public void gradients(float[] inputs, int[] labels, Parameters parameters, Parameters gradients) {
        try (NDManager manager = root.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList arrays = arrays(manager, parameters);
            arrays.forEach(array -> array.setRequiresGradient(true));
            NDArray scores = scores(manager, inputs, labels.length, arrays);
            collector.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(manager.create(labels)), new NDList(scores)));
            for (int i = 0; i < layers.size(); i++) {
                copy(arrays.get(2 * i), gradients.weights().get(i));
                copy(arrays.get(2 * i + 1), gradients.biases().get(i));
            }
        }
    }

    private static void copy(NDArray array, float[] gradient) {
        float[] values = array.getGradient().toFloatArray();
        System.arraycopy(values, 0, gradient, 0, values.length);
    }

    @Override
    public int[] classes(float[] inputs, int count, Parameters parameters) {
        try (NDManager manager = root.newSubManager()) {
            long[] best = scores(manager, inputs, count, arrays(manager, parameters)).argMax(1).toLongArray();
            return java.util.Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
        }
    }

    /** Weights and bias of every layer in turn. */
    private NDList arrays(NDManager manager, Parameters parameters) {
        NDList arrays = new NDList();
        for (int i = 0; i < layers.size(); i++) {
            SparseWeights sizes = layers.get(i).weights();
            Shape shape = layers.get(i).fullyConnected()
                    ? new Shape(sizes.outputs(), sizes.inputs())
                    : new Shape(sizes.outputs(), sizes.inputs(), sizes.kernelHeight(), sizes.kernelWidth());
            arrays.add(manager.create(parameters.weights().get(i), shape));
            arrays.add(manager.create(parameters.biases().get(i)));
        }
        return arrays;
    }

    /** The network's output, a row per image. */
    private NDArray scores(NDManager manager, float[] inputs, int count, NDList arrays) {
        winnow.network.Shape shape = network.inputShape();
        Map<String, NDArray> tensors = new HashMap<>();
        tensors.put(network.input(), manager.create(inputs, new Shape(count, shape.channels(), shape.height(), shape.width())));
        int place = 0;
        NDArray last = null;
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted weighted) {
                last = clamped(sums(weighted, tensors, arrays.get(place), arrays.get(place + 1)), weighted.clamp());
                place += 2;
            } else {
                last = output(layer, tensors);
            }
            tensors.put(layer.output(), last);
        }
        return last.reshape(count, -1);
    }

    private static NDArray sums(Layer.Weighted layer, Map<String, NDArray> tensors, NDArray weights, NDArray bias) {
        NDArray input = tensors.get(layer.input());
        if (layer.fullyConnected()) {
            NDArray rows = input.reshape(input.getShape().get(0), -1);
            return Linear.linear(rows, weights, bias).singletonOrThrow();
        }
        Window window = layer.window();
        NDArray output = Conv2d.conv2d(input, weights, bias, new Shape(window.strideHeight(), window.strideWidth()),
                new Shape(window.padTop(), window.padLeft()), new Shape(1, 1)).singletonOrThrow();
        return cut(output, layer.outputShape());
    }

    private static NDArray clamped(NDArray sums, Clamp clamp) {
        if (clamp.equals(Clamp.NONE)) {
            return sums;
        }
        return clamp.equals(Clamp.RELU) ? sums.getNDArrayInternal().relu() : sums.clip(clamp.minimum(), clamp.maximum());
    }

    private static NDArray output(Layer layer, Map<String, NDArray> tensors) {
        List<NDArray> inputs = layer.inputs().stream().map(tensors::get).toList();
        if (layer instanceof Layer.Pool pool) {
            return pooled(pool, inputs.get(0));
        } else if (layer instanceof Layer.Addition addition) {
            return clamped(inputs.stream().reduce(NDArray::add).orElseThrow(), addition.clamp());
        }
        return NDArrays.concat(new NDList(inputs), 1);
    }

    private static NDArray pooled(Layer.Pool pool, NDArray input) {
        Window window = pool.window();
        Shape kernel = new Shape(window.kernelHeight(), window.kernelWidth());
        Shape stride = new Shape(window.strideHeight(), window.strideWidth());
        Shape padding = new Shape(window.padTop(), window.padLeft());
        NDArray output = pool.average()
                ? Pool.avgPool2d(input, kernel, stride, padding, true, true)
                : Pool.maxPool2d(input, kernel, stride, padding, true);
        return cut(output, pool.outputShape());
    }

    /** Without the rows and columns that come of more padding at the end than the layer has. */
    private static NDArray cut(NDArray output, winnow.network.Shape shape) {
        Shape size = output.getShape();
        boolean whole = size.get(2) == shape.height() && size.get(3) == shape.width();
        return whole ? output : output.get(":, :, :" + shape.height() + ", :" + shape.width());
    }

    @Override
    public void close() {
        root.close();
    }
}
