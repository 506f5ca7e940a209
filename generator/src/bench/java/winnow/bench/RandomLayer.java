package winnow.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;

/**
 * A network of one fully-connected layer, and frames for it. Each weight is non-zero with the layer's density, independently
 * of all others; of a frame's activations exactly the layer's share is non-zero, in random places. Always the same for a seed.
 *
 * @param frames different activations of 8 bits, unsigned
 */
record RandomLayer(LayerSize size, IntegerNetwork network, List<IntTensor> frames) {
    private static final int CODES = 16;
    private static final int WEIGHT_BITS = 8;
    private static final int INDEX_BITS = 4;
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);
    private static final int MOST = BYTE.maximum();
    private static final int MOST_BIAS = 1000;

    RandomLayer {
        frames = List.copyOf(frames);
    }

    static RandomLayer of(LayerSize size, long seed, int frames) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseWeights weights = weights(size, random.split());
        Longs bias = Longs.of(random.split().longs(size.outputs(), -MOST_BIAS, MOST_BIAS + 1).toArray());
        SplittableRandom activations = random.split();
        List<IntTensor> inputs = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            inputs.add(frame(size, activations));
        }
        return new RandomLayer(size, network(size, weights, bias), inputs);
    }

    private static IntegerNetwork network(LayerSize size, SparseWeights weights, Longs bias) {
        int shift = shift(size);
        Tensor input = new Tensor("activations", Shape.vector(size.inputs()), BYTE);
        IntegerLayer layer = new IntegerLayer.FullyConnected("fc", input.name(),
                new Tensor("sums", Shape.vector(size.outputs()), BYTE), weights, codebook(shift), bias,
                new Requantization(shift, BYTE.minimum(), BYTE.maximum()), inputDensity(size));
        return new IntegerNetwork(size.name(), input, Ints.of(new int[size.inputs()]), List.of(layer));
    }

    /** What calibration would find: no input is non-zero more often than others. */
    private static Ints inputDensity(LayerSize size) {
        int[] density = new int[size.inputs()];
        Arrays.fill(density, (int) Math.round(IntegerLayer.FullyConnected.ALWAYS * size.activationDensity()));
        return Ints.of(density);
    }

    /** Entry 0 is 0, for padding, the others lie in -112..112, all different, none of them 0. */
    private static Codebook codebook(int fractionBits) {
        int[] values = IntStream.range(0, CODES).map(code -> code == 0 ? 0 : 16 * code - 128 + (code == 8 ? 3 : 0)).toArray();
        return new Codebook(Ints.of(values), WEIGHT_BITS, fractionBits, 0);
    }

    /** So much that twice the deviation of a sum is about the greatest output: few outputs are clamped, few are next to 0. */
    private static int shift(LayerSize size) {
        double products = size.inputs() * size.weightDensity() * size.activationDensity();
        double weight = Math.sqrt(codebook(0).values().stream().mapToDouble(value -> value * value).sum() / (CODES - 1));
        double activation = MOST / Math.sqrt(3);
        double deviation = Math.sqrt(products) * weight * activation;
        return (int) Math.max(0, Math.ceil(Math.log(2 * deviation / MOST) / Math.log(2)));
    }

    /** From one non-zero straight to the next: the zeros between two of them are geometrically distributed. */
    private static SparseWeights weights(LayerSize size, SplittableRandom random) {
        long positions = (long) size.inputs() * size.outputs();
        double logZero = StrictMath.log1p(-size.weightDensity());
        int[] found = new int[(int) Math.min(positions, 1 << 20)];
        int count = 0;
        for (long next = gap(random, logZero); next < positions; next += 1 + gap(random, logZero)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = (int) next;
        }
        int[] codes = random.ints(count, 1, CODES).toArray();
        return new SparseWeights(size.outputs(), size.inputs(), 1, 1, Ints.of(Arrays.copyOf(found, count)), Ints.of(codes), INDEX_BITS);
    }

    /** @param logZero the logarithm of a zero's probability */
    private static long gap(SplittableRandom random, double logZero) {
        return (long) (StrictMath.log(1 - random.nextDouble()) / logZero);
    }

    /** Takes each place with the probability that what is left to take has among the places left (selection sampling, Knuth). */
    private static IntTensor frame(LayerSize size, SplittableRandom random) {
        int[] values = new int[size.inputs()];
        long missing = Math.round(size.inputs() * size.activationDensity());
        for (int input = 0; input < values.length; input++) {
            if (random.nextInt(values.length - input) < missing) {
                values[input] = random.nextInt(1, MOST + 1);
                missing--;
            }
        }
        return new IntTensor(Shape.vector(size.inputs()), values);
    }

    SparseWeights weights() {
        return network.layers().get(0).weighted().orElseThrow().weights();
    }

    /** For each frame the products of which neither factor is zero. */
    List<Long> products() {
        SparseWeights weights = weights();
        int[] perColumn = new int[size.inputs()];
        weights.positions().stream().forEach(position -> perColumn[position % size.inputs()]++);
        return frames.stream().map(frame -> IntStream.range(0, perColumn.length)
                .filter(column -> frame.values()[column] != 0).mapToLong(column -> perColumn[column]).sum()).toList();
    }
}
