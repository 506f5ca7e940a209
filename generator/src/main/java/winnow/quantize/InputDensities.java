package winnow.quantize;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import winnow.golden.Evaluator;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;

/**
 * Measures how often each input of the fully-connected layers is not zero, by running the integer network, bit for bit as the
 * hardware does. Processing elements skip activations of zero, so that their clocks on average depend on it. The same images
 * give the same densities, in whatever order they are counted. A network without fully-connected layers is not run.
 */
public final class InputDensities {
    /**
     * A density is known to within 0.045 (two standard errors at worst) from so many images, and a layer's work, the sum over
     * all its inputs, far better; more would cost time only.
     */
    static final int MOST_CALIBRATION_IMAGES = 500;

    private InputDensities() {}

    /** Whether there is anything to measure. */
    public static boolean applyTo(IntegerNetwork network) {
        return network.layers().stream().anyMatch(FullyConnected.class::isInstance);
    }

    /**
     * The network with the densities that calibration images give. Of more than {@value #MOST_CALIBRATION_IMAGES} images so many
     * are taken, spread evenly, for files may be sorted by what they show.
     */
    public static IntegerNetwork measured(IntegerNetwork network, CalibrationImages images) {
        List<IntTensor> all = images.images();
        int count = Math.min(MOST_CALIBRATION_IMAGES, all.size());
        return measured(network, count, number -> all.get((int) ((long) number * all.size() / count)));
    }

    /**
     * The network with the densities that images give; those that it had are replaced.
     *
     * @param count  at least 1
     * @param images gives an image by its number; called from several threads at once, once per image
     * @throws IllegalArgumentException if an image does not suit the network; what the function throws comes through, too
     */
    public static IntegerNetwork measured(IntegerNetwork network, int count, IntFunction<IntTensor> images) {
        if (!applyTo(network)) {
            return network;
        }
        Map<String, AtomicIntegerArray> nonzeros = network.layers().stream()
                .filter(FullyConnected.class::isInstance).map(layer -> layer.inputs().get(0)).distinct()
                .collect(Collectors.toMap(tensor -> tensor,
                        tensor -> new AtomicIntegerArray(network.tensors().get(tensor).shape().size())));
        new Evaluator(new GoldenModel(network)).evaluateAll(count, images,
                (tensors, number) -> nonzeros.forEach((tensor, counts) -> add(counts, tensors.get(tensor))));
        List<IntegerLayer> layers = network.layers().stream().map(layer -> layer instanceof FullyConnected full
                ? full.withInputDensity(density(nonzeros.get(full.input()), count))
                : layer).toList();
        return new IntegerNetwork(network.name(), network.input(), network.padding(), layers);
    }

    private static void add(AtomicIntegerArray counts, IntTensor tensor) {
        int[] values = tensor.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                counts.incrementAndGet(i);
            }
        }
    }

    /** Counts as parts per thousand, rounded half up. */
    private static Ints density(AtomicIntegerArray counts, int images) {
        return Ints.of(IntStream.range(0, counts.length())
                .map(i -> (int) ((2L * FullyConnected.ALWAYS * counts.get(i) + images) / (2L * images))).toArray());
    }
}
