package winnow.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Networks of fully-connected layers alone, pruned at random, with codebooks of 16 entries; always the same for a seed. */
public final class Perceptrons {
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);
    private static final int CODES = 16;

    private Perceptrons() {}

    /** LeNet-300-100 with about 8,000 of 266,200 weights: a map of 28 x 28 pixels, then 300, 100 and 10 outputs. */
    public static IntegerNetwork leNet300() {
        return of(3, new Shape(1, 28, 28), new double[] {0.02, 0.06, 0.3}, 300, 100, 10);
    }

    /**
     * A network that reads a vector.
     *
     * @param densities share of non-zero weights of each layer
     * @param sizes     the input's and each layer's outputs
     */
    public static IntegerNetwork of(long seed, double[] densities, int... sizes) {
        return of(seed, new Shape(1, 1, sizes[0]), densities, IntStream.of(sizes).skip(1).toArray());
    }

    private static IntegerNetwork of(long seed, Shape image, double[] densities, int... outputs) {
        Random random = new Random(seed);
        Tensor input = new Tensor("data", image, BYTE);
        Tensor tip = input;
        List<IntegerLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < outputs.length; layer++) {
            Tensor output = new Tensor("tensor " + (layer + 1), Shape.vector(outputs[layer]), BYTE);
            layers.add(new IntegerLayer.FullyConnected("ip" + (layer + 1), tip.name(), output,
                    weights(random, outputs[layer], tip.shape().size(), densities[layer]), codebook(),
                    Longs.of(random.longs(outputs[layer], -500, 500).toArray()), new Requantization(4, 0, 255)));
            tip = output;
        }
        return new IntegerNetwork("perceptron", input, Ints.of(0), layers);
    }

    /** Entry 0 is 0, the others lie in -112..112, none of them 0. */
    private static Codebook codebook() {
        return new Codebook(Ints.of(IntStream.range(0, CODES).map(i -> i == 0 ? 0 : 16 * i - 128 + (i == 8 ? 3 : 0)).toArray()), 8, 4, 0);
    }

    private static SparseWeights weights(Random random, int outputs, int inputs, double density) {
        int[] positions = IntStream.range(0, outputs * inputs).filter(i -> random.nextDouble() < density).toArray();
        int[] codes = IntStream.of(positions).map(i -> 1 + random.nextInt(CODES - 1)).toArray();
        return new SparseWeights(outputs, inputs, 1, 1, Ints.of(positions), Ints.of(codes), 5);
    }
}
