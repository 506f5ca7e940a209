package winnow.network;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Networks so small that a simulation of them builds in seconds, always the same. */
public final class TinyNetworks {
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);
    private static final FixedPoint SCORE = new FixedPoint(8, 0, true);

    private TinyNetworks() {}

    /** A convolution over one channel, a maximum pool and a fully-connected layer. */
    public static IntegerNetwork digits() {
        return digits("tiny", List.of("conv", "pool", "full"));
    }

    /** The same under other names. */
    public static IntegerNetwork digits(String name, List<String> layers) {
        Random random = new Random(1);
        Tensor input = new Tensor("data", new Shape(1, 6, 6), BYTE);
        IntegerLayer.Convolution conv = new IntegerLayer.Convolution(layers.get(0), "data",
                new Tensor("a", new Shape(3, 4, 4), BYTE), new Window(3, 3, 1, 1, 0, 0), weights(random, 3, 1, 3, 0.6), codebook(),
                Longs.of(40, -100, 7), new Requantization(3, 0, 255));
        IntegerLayer.MaximumPool pool = new IntegerLayer.MaximumPool(
                layers.get(1), "a", new Tensor("b", new Shape(3, 2, 2), BYTE), new Window(2, 2, 2, 2, 0, 0));
        IntegerLayer.FullyConnected full = new IntegerLayer.FullyConnected(layers.get(2), "b",
                new Tensor("c", Shape.vector(4), SCORE), weights(random, 4, 12, 1, 0.5), codebook(),
                Longs.of(-300, 0, 25, 900), new Requantization(5, -128, 127));
        return new IntegerNetwork(name, input, Ints.of(0), List.of(conv, pool, full));
    }

    /**
     * The first two layers of {@link #digits()}, then a dense fully-connected layer, for several processing elements, and a
     * sparse one, for packed weights.
     */
    public static IntegerNetwork scores() {
        Random random = new Random(4);
        IntegerNetwork digits = digits("scores", List.of("conv", "pool", "full"));
        IntegerLayer spread = new IntegerLayer.FullyConnected("spread", "b", new Tensor("s", Shape.vector(24), BYTE),
                weights(random, 24, 12, 1, 0.9), codebook(), Longs.of(random.longs(24, -50, 250).toArray()),
                new Requantization(5, 0, 255));
        IntegerLayer pick = new IntegerLayer.FullyConnected("pick", "s", new Tensor("c", Shape.vector(12), SCORE),
                weights(random, 12, 24, 1, 0.3), codebook(), Longs.of(random.longs(12, -300, 300).toArray()),
                new Requantization(5, -128, 127));
        return new IntegerNetwork("scores", digits.input(), digits.padding(),
                List.of(digits.layers().get(0), digits.layers().get(1), spread, pick));
    }

    /** A padded convolution over three channels, whose padding pixels differ, an average pool and a global average. */
    public static IntegerNetwork colours() {
        Random random = new Random(2);
        Tensor input = new Tensor("data", new Shape(3, 5, 6), BYTE);
        IntegerLayer.Convolution conv = new IntegerLayer.Convolution("conv", "data",
                new Tensor("a", new Shape(4, 5, 6), SCORE), new Window(3, 3, 1, 1, 1, 1), weights(random, 4, 3, 3, 0.2), codebook(),
                Longs.of(40, -100, 7, 0), new Requantization(4, -128, 127));
        IntegerLayer.AveragePool pool = new IntegerLayer.AveragePool("average", "a", new Tensor("b", new Shape(4, 3, 3), SCORE),
                new Window(2, 2, 2, 2, 0, 0), Ints.of(64, 64, 128, 128), new Requantization(8, -128, 127));
        IntegerLayer.AveragePool global = new IntegerLayer.AveragePool("global", "b", new Tensor("c", Shape.vector(4), SCORE),
                new Window(3, 3, 1, 1, 0, 0), Ints.of(455, 455, 455, 455), new Requantization(12, -128, 127));
        return new IntegerNetwork("colours", input, Ints.of(104, 117, 123), List.of(conv, pool, global));
    }

    /** The network with one of its layers replaced. */
    public static IntegerNetwork with(IntegerNetwork network, int layer, UnaryOperator<IntegerLayer> change) {
        IntegerLayer[] layers = network.layers().toArray(IntegerLayer[]::new);
        layers[layer] = change.apply(layers[layer]);
        return new IntegerNetwork(network.name(), network.input(), network.padding(), Arrays.asList(layers));
    }

    private static Codebook codebook() {
        return new Codebook(Ints.of(0, 1, -1, 3, -4, 6, -9, 13), 6, 4, 0);
    }

    private static SparseWeights weights(Random random, int outputs, int inputs, int kernel, double density) {
        int[] positions = IntStream.range(0, outputs * inputs * kernel * kernel).filter(i -> random.nextDouble() < density).toArray();
        int[] codes = Arrays.stream(positions).map(i -> 1 + random.nextInt(7)).toArray();
        return new SparseWeights(outputs, inputs, kernel, kernel, Ints.of(positions), Ints.of(codes), 4);
    }
}
