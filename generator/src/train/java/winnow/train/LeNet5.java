package winnow.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * LeNet-5 in Caffe's form: 28 x 28 x 1 input, conv1 (20 kernels of 5 x 5), 2 x 2 maximum, conv2 (50 kernels of 5 x 5),
 * 2 x 2 maximum, ip1 (500 outputs, ReLU), ip2 (10 scores). The convolutions have neither padding nor ReLU.
 *
 * <p>PyTorch computes scores and gradients; the values live in the {@linkplain WeightLayer layers}' arrays.
 */
final class LeNet5 {
    private static final int EVALUATION_BATCH = 500;
    private static final Shape STRIDE_1 = new Shape(1, 1);
    private static final Shape NO_PADDING = new Shape(0, 0);
    private static final Shape POOLING = new Shape(2, 2);

    /** The loss' gradient with respect to a layer's weights and bias, in the order of its arrays. */
    record Gradient(float[] weights, float[] bias) {}

    private final List<WeightLayer> layers;

    private LeNet5(List<WeightLayer> layers) {
        this.layers = layers;
    }

    /** An untrained network. */
    static LeNet5 random(Random random) {
        List<WeightLayer> layers = List.of(
                WeightLayer.convolution("conv1", 20, 1, 5),
                WeightLayer.convolution("conv2", 50, 20, 5),
                WeightLayer.fullyConnected("ip1", 500, 50 * 4 * 4),
                WeightLayer.fullyConnected("ip2", 10, 500));
        layers.forEach(layer -> layer.fill(random));
        return new LeNet5(layers);
    }

    LeNet5 copy() {
        return new LeNet5(layers.stream().map(WeightLayer::copy).toList());
    }

    /** conv1, conv2, ip1, ip2. */
    List<WeightLayer> layers() {
        return layers;
    }

    /**
     * Gradient of the mean cross-entropy over a batch.
     *
     * @param images scaled inputs, {@code labels.length} images one after the other
     * @return one gradient per layer
     */
    List<Gradient> gradients(float[] images, int[] labels) {
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList parameters = parameters(manager);
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            NDArray scores = scores(manager, images, labels.length, parameters);
            NDArray target = manager.create(labels);
            collector.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(target), new NDList(scores)));
            List<Gradient> gradients = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i += 2) {
                gradients.add(new Gradient(
                        parameters.get(i).getGradient().toFloatArray(),
                        parameters.get(i + 1).getGradient().toFloatArray()));
            }
            return gradients;
        }
    }

    /** How many of the digits are recognised, in percent. */
    double accuracy(Digits digits) {
        int right = 0;
        for (int from = 0; from < digits.count(); from += EVALUATION_BATCH) {
            int count = Math.min(EVALUATION_BATCH, digits.count() - from);
            float[] images = new float[count * Digits.PIXELS];
            for (int i = 0; i < count; i++) {
                digits.copyShifted(from + i, images, i, 0, 0);
            }
            try (NDManager manager = NDManager.newBaseManager()) {
                long[] answers = scores(manager, images, count, parameters(manager)).argMax(1).toLongArray();
                for (int i = 0; i < count; i++) {
                    right += answers[i] == digits.label(from + i) ? 1 : 0;
                }
            }
        }
        return 100.0 * right / digits.count();
    }

    /** Weights and bias of every layer in turn. */
    private NDList parameters(NDManager manager) {
        NDList parameters = new NDList();
        for (WeightLayer layer : layers) {
            parameters.add(manager.create(layer.weights(), new Shape(layer.shape())));
            parameters.add(manager.create(layer.bias()));
        }
        return parameters;
    }

    private static NDArray scores(NDManager manager, float[] images, int count, NDList parameters) {
        NDArray input = manager.create(images, new Shape(count, 1, Digits.SIDE, Digits.SIDE));
        NDArray conv1 = convolve(input, parameters.get(0), parameters.get(1));
        NDArray conv2 = convolve(conv1, parameters.get(2), parameters.get(3));
        NDArray flat = conv2.reshape(count, -1);
        NDArray ip1 = Linear.linear(flat, parameters.get(4), parameters.get(5)).singletonOrThrow();
        return Linear.linear(Activation.relu(ip1), parameters.get(6), parameters.get(7)).singletonOrThrow();
    }

    private static NDArray convolve(NDArray input, NDArray weights, NDArray bias) {
        NDArray output = Conv2d.conv2d(input, weights, bias, STRIDE_1, NO_PADDING, STRIDE_1).singletonOrThrow();
        return Pool.maxPool2d(output, POOLING, POOLING, NO_PADDING, false);
    }
}
