package winnow.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Small valid networks from a seed, with every corner that the types allow: strides beyond the kernel, even kernels,
 * padding, clipped windows, signed data, channels without weights, codebooks of one entry, one column, left shifts,
 * accumulators beyond 32 bits, joins. No output is left unread.
 */
public final class RandomNetworks {
    private static final int MOST_OUTPUTS = 40;

    private final Random random;
    private final double[] densities;
    private final List<IntegerLayer> layers = new ArrayList<>();
    private Tensor tip;

    /** @param densities shares of weights that are not zero; a layer has one of them */
    private RandomNetworks(long seed, double... densities) {
        this.random = new Random(seed);
        this.densities = densities;
    }

    public static IntegerNetwork of(long seed) {
        return new RandomNetworks(seed, 0, 0.03, 0.3, 1).network();
    }

    /**
     * A network of forks and joins: {@link RandomBranches} one behind the other or nested, maps of at most 12 x 12 pixels and
     * 5 channels, so that a simulation is quick. Its layers may stand in any order that the types allow.
     */
    public static IntegerNetwork branched(long seed) {
        return new RandomNetworks(seed, 0.1, 0.3, 0.6, 1).branchedNetwork();
    }

    /**
     * A network that ends in up to three fully-connected layers, sparse or dense, of up to {@value #MOST_OUTPUTS} outputs, the
     * first of which may read the image, a map or a vector.
     */
    public static IntegerNetwork flattened(long seed) {
        return new RandomNetworks(seed, 0.05, 0.3, 1).flattenedNetwork();
    }

    /** An image of the network's input format, from a seed. */
    public static IntTensor image(IntegerNetwork network, long seed) {
        Random random = new Random(seed);
        FixedPoint format = network.input().format();
        int[] values = new int[network.input().shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextBoolean() ? format.minimum() : format.maximum();
                default -> random.nextInt(format.minimum(), format.maximum() + 1);
            };
        }
        return new IntTensor(network.input().shape(), values);
    }

    private Tensor input() {
        FixedPoint format = format();
        tip = new Tensor("data", new Shape(between(1, 3), between(1, 12), between(1, 12)), format);
        return tip;
    }

    private Ints padding(Tensor input) {
        FixedPoint format = input.format();
        return Ints.of(IntStream.range(0, input.shape().channels())
                .map(i -> random.nextInt(format.minimum(), format.maximum() + 1)).toArray());
    }

    private IntegerNetwork network() {
        Tensor input = input();
        Ints padding = padding(input);
        int count = between(1, 4);
        while (layers.size() < count) {
            switch (random.nextInt(8)) {
                case 0 -> add(fullyConnected(tip, 6));
                case 1, 2 -> add(pool());
                case 3 -> addJoin();
                default -> add(convolution(tip, format(), window(tip.shape(), false), between(1, 4)));
            }
        }
        return new IntegerNetwork("random", input, padding, layers);
    }

    private IntegerNetwork branchedNetwork() {
        Tensor input = input();
        Ints padding = padding(input);
        if (random.nextInt(3) == 0) {
            add(convolution(tip, format(), window(tip.shape(), false), between(1, 4)));
        }
        for (int blocks = between(1, 2); blocks > 0; blocks--) {
            new RandomBranches(this).addBlock(tip);
        }
        switch (random.nextInt(4)) {
            case 0 -> add(fullyConnected(tip, 6));
            case 1 -> add(pool());
            default -> { }
        }
        return new IntegerNetwork("branched", input, padding, random.nextInt(4) == 0 ? reordered(input) : layers);
    }

    private IntegerNetwork flattenedNetwork() {
        Tensor input = input();
        Ints padding = padding(input);
        switch (random.nextInt(3)) {
            case 0 -> add(convolution(tip, format(), window(tip.shape(), false), between(1, 4)));
            case 1 -> add(pool());
            default -> { }
        }
        for (int count = between(1, 3); count > 0; count--) {
            add(fullyConnected(tip, MOST_OUTPUTS));
        }
        return new IntegerNetwork("flattened", input, padding, layers);
    }

    /** The layers in some other order in which each reads only what was written before. */
    private List<IntegerLayer> reordered(Tensor input) {
        List<IntegerLayer> waiting = new ArrayList<>(layers);
        List<IntegerLayer> ordered = new ArrayList<>();
        Set<String> written = new HashSet<>(Set.of(input.name()));
        while (!waiting.isEmpty()) {
            List<IntegerLayer> ready = waiting.stream().filter(layer -> written.containsAll(layer.inputs())).toList();
            IntegerLayer next = ready.get(random.nextInt(ready.size()));
            waiting.remove(next);
            ordered.add(next);
            written.add(next.output().name());
        }
        return ordered;
    }

    /** Appends the layer; what it writes becomes what the next one reads. */
    Tensor add(IntegerLayer layer) {
        layers.add(layer);
        tip = layer.output();
        return tip;
    }

    private void addJoin() {
        Tensor source = tip;
        FixedPoint format = format();
        Window window = window(source.shape(), false);
        IntegerLayer left = convolution(source, format, window, between(1, 4));
        add(left);
        IntegerLayer right = convolution(source, format, window, between(1, 5));
        add(right);
        Shape shape = left.output().shape();
        add(new IntegerLayer.Concatenation(name(), List.of(left.output().name(), right.output().name()), new Tensor(
                name() + "/out", new Shape(shape.channels() + right.output().shape().channels(), shape.height(), shape.width()),
                format)));
    }

    IntegerLayer.Convolution convolution(Tensor input, FixedPoint format, Window window, int channels) {
        Shape shape = input.shape();
        Tensor output = new Tensor(name() + "/out", new Shape(channels,
                size(shape.height(), window.kernelHeight(), window.strideHeight(), window.padTop(), false),
                size(shape.width(), window.kernelWidth(), window.strideWidth(), window.padLeft(), false)), format);
        Codebook codebook = codebook();
        return new IntegerLayer.Convolution(name(), input.name(), output, window,
                weights(channels, shape.channels(), window.kernelHeight(), window.kernelWidth(), codebook), codebook,
                biases(channels), requantization(format));
    }

    private IntegerLayer fullyConnected(Tensor input, int mostOutputs) {
        FixedPoint format = format();
        int outputs = between(1, mostOutputs);
        Codebook codebook = codebook();
        return new IntegerLayer.FullyConnected(name(), input.name(), new Tensor(name() + "/out", Shape.vector(outputs), format),
                weights(outputs, input.shape().size(), 1, 1, codebook), codebook, biases(outputs), requantization(format));
    }

    private IntegerLayer pool() {
        Shape shape = tip.shape();
        Window window = window(shape, true);
        boolean up = random.nextBoolean();
        Shape pooled = new Shape(shape.channels(),
                poolSize(shape.height(), window.kernelHeight(), window.strideHeight(), window.padTop(), up),
                poolSize(shape.width(), window.kernelWidth(), window.strideWidth(), window.padLeft(), up));
        return random.nextBoolean() ? maximumPool(tip, pooled, window) : averagePool(tip, pooled, window, format());
    }

    IntegerLayer maximumPool(Tensor input, Shape pooled, Window window) {
        return new IntegerLayer.MaximumPool(name(), input.name(), new Tensor(name() + "/out", pooled, input.format()), window);
    }

    IntegerLayer averagePool(Tensor input, Shape pooled, Window window, FixedPoint format) {
        return new IntegerLayer.AveragePool(name(), input.name(), new Tensor(name() + "/out", pooled, format), window,
                Ints.of(between(1, 1 << 12), between(1, 1 << 12), between(1, 1 << 12), between(1, 1 << 24)),
                new Requantization(between(8, 20), format.minimum(), format.maximum()));
    }

    private Window window(Shape shape, boolean pool) {
        int height = between(1, pool ? 3 : Math.min(4, shape.height()));
        int width = between(1, pool ? 3 : Math.min(4, shape.width()));
        return new Window(height, width, between(1, 4), between(1, 4), between(0, pool ? height - 1 : 2),
                between(0, pool ? width - 1 : 2));
    }

    private static int size(int input, int kernel, int stride, int pad, boolean up) {
        return (input + 2 * pad - kernel + (up ? stride - 1 : 0)) / stride + 1;
    }

    /** As Caffe has it: rounded up if so asked, but no window begins beyond the map. */
    private static int poolSize(int input, int kernel, int stride, int pad, boolean up) {
        int size = Math.max(1, input + 2 * pad < kernel ? 1 : size(input, kernel, stride, pad, up));
        while ((size - 1) * stride - pad >= input) {
            size--;
        }
        return size;
    }

    FixedPoint format() {
        int bits = switch (random.nextInt(4)) {
            case 0 -> between(1, 16);
            case 1 -> 16;
            default -> 8;
        };
        return new FixedPoint(bits, between(-3, 9), random.nextBoolean());
    }

    private Codebook codebook() {
        int bits = random.nextInt(4) == 0 ? 16 : between(2, 12);
        int size = new int[] {1, 2, 3, 16, 256}[random.nextInt(5)];
        int limit = 1 << (bits - 1);
        int[] values = IntStream.range(0, size).map(i -> random.nextInt(-limit, limit)).toArray();
        int padding = size > 1 ? between(0, size - 1) : Codebook.NO_PADDING_CODE;
        if (padding != Codebook.NO_PADDING_CODE) {
            values[padding] = 0;
        }
        return new Codebook(Ints.of(values), bits, between(-4, 12), padding);
    }

    private SparseWeights weights(int outputs, int inputs, int height, int width, Codebook codebook) {
        double density = densities[random.nextInt(densities.length)];
        int empty = random.nextInt(outputs + 1);
        int perOutput = inputs * height * width;
        boolean padded = codebook.paddingCode() != Codebook.NO_PADDING_CODE;
        int indexBits = padded ? between(1, 8) : 8;
        int[] positions = IntStream.range(0, outputs * perOutput)
                .filter(i -> i / perOutput != empty && random.nextDouble() < density).toArray();
        int[] codes = IntStream.range(0, positions.length).map(i -> code(codebook)).toArray();
        return new SparseWeights(outputs, inputs, height, width, Ints.of(positions), Ints.of(codes), indexBits);
    }

    private int code(Codebook codebook) {
        int code = random.nextInt(codebook.size());
        return code == codebook.paddingCode() ? (code + 1) % codebook.size() : code;
    }

    private Longs biases(int count) {
        long limit = random.nextInt(4) == 0 ? 1L << 40 : 1L << 14;
        return Longs.of(random.longs(count, -limit, limit).toArray());
    }

    private Requantization requantization(FixedPoint format) {
        int minimum = random.nextBoolean() ? Math.max(0, format.minimum()) : format.minimum();
        return new Requantization(random.nextInt(6) == 0 ? between(-32, 0) : between(0, 14), minimum, format.maximum());
    }

    String name() {
        return "layer " + layers.size();
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int between(int least, int most) {
        return least >= most ? least : random.nextInt(least, most + 1);
    }
}
