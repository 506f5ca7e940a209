package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import winnow.network.AccumulatorRange;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;

/** Small networks for the resource model, with random weights: each is made layer by layer, always the same for a seed. */
final class AreaNetworks {
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);

    private final SplittableRandom random;
    private final List<IntegerLayer> layers = new ArrayList<>();
    private final Tensor input;
    private Tensor tip;

    private AreaNetworks(long seed, int channels, int height, int width) {
        this.random = new SplittableRandom(seed);
        this.input = new Tensor("data", new Shape(channels, height, width), BYTE);
        this.tip = input;
    }

    /** Convolutions and maximum pools, at the end two fully-connected layers. */
    static IntegerNetwork chain() {
        AreaNetworks net = new AreaNetworks(11, 3, 20, 20);
        net.convolution(net.tip, 12, 3, 1, 1, 0.5, 16, 6);
        net.maximum(2, 2);
        net.convolution(net.tip, 16, 5, 1, 0, 0.3, 64, 8);
        net.maximum(3, 1);
        net.fullyConnected(40, 0.2, 16, 6);
        net.fullyConnected(10, 0.5, 200, 9);
        return net.network("chain");
    }

    /** Branches, an average pool and a global average. */
    static IntegerNetwork branches() {
        AreaNetworks net = new AreaNetworks(12, 1, 16, 24);
        net.convolution(net.tip, 8, 7, 2, 3, 0.6, 32, 7);
        Tensor fork = net.tip;
        Tensor left = net.convolution(fork, 8, 3, 1, 1, 0.4, 16, 5);
        Tensor right = net.convolution(fork, 8, 1, 1, 0, 0.7, 8, 5);
        net.addition(left, right, fork);
        net.average(2, 2);
        fork = net.tip;
        left = net.convolution(fork, 6, 3, 1, 1, 0.5, 16, 8);
        right = net.convolution(fork, 10, 1, 1, 0, 0.5, 16, 8);
        net.concatenation(left, right);
        net.convolution(net.tip, 10, 1, 1, 0, 0.5, 100, 8);
        net.globalAverage();
        return net.network("branches");
    }

    /** A residual network, a depthwise convolution in each branch: for the check. */
    static IntegerNetwork residual() {
        AreaNetworks net = new AreaNetworks(13, 3, 16, 16);
        net.convolution(net.tip, 8, 3, 1, 1, 0.6, 16, 6);
        for (int block = 0; block < 2; block++) {
            Tensor fork = net.tip;
            net.convolution(fork, 8, 3, 1, 1, -1, 32, 8);
            net.addition(net.convolution(net.tip, 8, 1, 1, 0, 0.5, 32, 8), fork);
        }
        net.average(2, 2);
        net.fullyConnected(10, 0.3, 32, 8);
        return net.network("residual");
    }

    private IntegerNetwork network(String name) {
        return new IntegerNetwork(name, input, Ints.of(new int[input.shape().channels()]), layers);
    }

    private Tensor add(IntegerLayer layer) {
        layers.add(layer);
        tip = layer.output();
        return tip;
    }

    private String name() {
        return "layer" + layers.size();
    }

    private Tensor output(int channels, int height, int width) {
        return new Tensor(name() + "/out", new Shape(channels, height, width), BYTE);
    }

    /** A density of -1 is a depthwise convolution: each output reads its own channel. */
    private Tensor convolution(
            Tensor from, int channels, int kernel, int stride, int pad, double density, int codes, int bits) {
        Shape shape = from.shape();
        int taps = kernel * kernel;
        int per = shape.channels() * taps;
        Codebook codebook = codebook(codes, bits);
        int[] positions = IntStream.range(0, channels * per).filter(i -> density < 0 ? i % per / taps == i / per
                : random.nextDouble() < density).toArray();
        SparseWeights weights = weights(channels, shape.channels(), kernel, positions, codebook);
        Tensor output = output(channels, (shape.height() + 2 * pad - kernel) / stride + 1, (shape.width() + 2 * pad - kernel) / stride + 1);
        IntegerLayer.Convolution draft = new IntegerLayer.Convolution(name(), from.name(), output,
                new Window(kernel, kernel, stride, stride, pad, pad), weights, codebook, biases(channels), new Requantization(0, 0, 255));
        int shift = AccumulatorRange.of(draft, from.format()).bits() - 9;
        return add(new IntegerLayer.Convolution(draft.name(), draft.input(), output, draft.window(), weights, codebook, draft.bias(),
                new Requantization(Math.max(0, shift), 0, 255)));
    }

    private void fullyConnected(int outputs, double density, int codes, int bits) {
        Codebook codebook = codebook(codes, bits);
        int inputs = tip.shape().size();
        int[] positions = IntStream.range(0, outputs * inputs).filter(i -> random.nextDouble() < density).toArray();
        add(new IntegerLayer.FullyConnected(name(), tip.name(), new Tensor(name() + "/out", Shape.vector(outputs), BYTE),
                weights(outputs, inputs, 1, positions, codebook), codebook, biases(outputs), new Requantization(9, 0, 255)));
    }

    private SparseWeights weights(int outputs, int inputs, int kernel, int[] positions, Codebook codebook) {
        int[] codes = IntStream.range(0, positions.length).map(i -> 1 + random.nextInt(codebook.size() - 1)).toArray();
        return new SparseWeights(outputs, inputs, kernel, kernel, Ints.of(positions), Ints.of(codes), 8);
    }

    /** Entry 0 is 0, for padding. */
    private Codebook codebook(int codes, int bits) {
        int limit = 1 << bits - 1;
        return new Codebook(Ints.of(IntStream.range(0, codes).map(i -> i == 0 ? 0 : random.nextInt(-limit, limit)).toArray()), bits, 0, 0);
    }

    private Longs biases(int count) {
        return Longs.of(random.longs(count, -2000, 2000).toArray());
    }

    private void maximum(int kernel, int stride) {
        Shape shape = tip.shape();
        add(new IntegerLayer.MaximumPool(name(), tip.name(), output(shape.channels(), (shape.height() - kernel) / stride + 1,
                (shape.width() - kernel) / stride + 1), new Window(kernel, kernel, stride, stride, 0, 0)));
    }

    private void average(int kernel, int stride) {
        Shape shape = tip.shape();
        average(output(shape.channels(), (shape.height() - kernel) / stride + 1, (shape.width() - kernel) / stride + 1),
                new Window(kernel, kernel, stride, stride, 0, 0));
    }

    private void globalAverage() {
        Shape shape = tip.shape();
        average(new Tensor(name() + "/out", Shape.vector(shape.channels()), BYTE),
                new Window(shape.height(), shape.width(), 1, 1, 0, 0));
    }

    private void average(Tensor output, Window window) {
        int reciprocal = (int) Math.round((1 << 16) / (double) window.taps());
        add(new IntegerLayer.AveragePool(name(), tip.name(), output, window, Ints.of(reciprocal, reciprocal, reciprocal, reciprocal),
                new Requantization(16, 0, 255)));
    }

    private void addition(Tensor... inputs) {
        Shape shape = inputs[0].shape();
        add(new IntegerLayer.Addition(name(), names(inputs), output(shape.channels(), shape.height(), shape.width()),
                new Requantization(1, 0, 255)));
    }

    private void concatenation(Tensor... inputs) {
        Shape shape = inputs[0].shape();
        int channels = 0;
        for (Tensor tensor : inputs) {
            channels += tensor.shape().channels();
        }
        add(new IntegerLayer.Concatenation(name(), names(inputs), output(channels, shape.height(), shape.width())));
    }

    private static List<String> names(Tensor... inputs) {
        return java.util.Arrays.stream(inputs).map(Tensor::name).toList();
    }
}
