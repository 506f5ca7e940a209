package winnow.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.network.Codebook;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Longs;
import winnow.network.Network;
import winnow.network.Tensor;

/**
 * Turns a network into integers: formats from the float network's values on calibration images, then layer by layer in
 * order, each bias corrected by the mean by which the layers quantised so far shift that output (the empirical bias
 * correction of Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019).
 */
public final class Quantizer {
    /** With fewer values than this behind a mean, correcting it would fit the images' noise. */
    private static final int LEAST_POSITIONS = 64;

    /**
     * What came of it.
     *
     * @param warnings one line each
     */
    public record Result(IntegerNetwork network, List<String> warnings) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    private final Network network;
    private final InputTransform transform;
    private final CalibrationImages images;
    private final QuantizationOptions options;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, ChannelMeans> floatMeans = new HashMap<>();
    private final Runnable progress;

    private Quantizer(Network network, InputTransform transform, CalibrationImages images, QuantizationOptions options,
            Runnable progress) {
        this.progress = progress;
        this.network = network;
        this.transform = transform;
        this.images = images;
        this.options = options;
    }

    /**
     * Quantises a network.
     *
     * @param progress called {@link #steps} times
     * @throws InvalidInputException if the images cannot calibrate, the transform cannot be folded into the network, or an
     *     accumulator would exceed its limit
     */
    public static Result quantize(
            Network network, InputTransform transform, CalibrationImages images, QuantizationOptions options, Runnable progress) {
        images.check(network.inputShape());
        List<String> problems = transform.problems(network.inputShape());
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new Quantizer(network, transform, images, options, progress).quantize();
    }

    /** Quantises a network; nobody watches. */
    public static Result quantize(
            Network network, InputTransform transform, CalibrationImages images, QuantizationOptions options) {
        return quantize(network, transform, images, options, () -> {});
    }

    /** One tensor of each group that shares a format: the names by which {@link QuantizationOptions#tensorBits} knows them. */
    public static List<String> formatGroups(Network network, InputTransform transform) {
        return new TensorFormats(network, transform, QuantizationOptions.DEFAULT).groups();
    }

    /** How many steps of progress there will be: one per image, one per layer. */
    public static int steps(Network network, CalibrationImages images) {
        return images.images().size() + network.layers().size();
    }

    private Result quantize() {
        // First of all, for it refuses more images than the memory holds
        IntegerRun run = new IntegerRun(network, images);
        TensorFormats formats = observe();
        try {
            QuantizedLayers layers = new QuantizedLayers(network, transform, formats.choose(warnings), options.codebookBits());
            List<IntegerLayer> quantized = new ArrayList<>();
            for (int i = 0; i < network.layers().size(); i++) {
                quantized.add(quantizeNamed(network.layers().get(i), layers, run));
                run.forgetBehind(i);
                progress.run();
            }
            Tensor input = new Tensor(network.input(), network.inputShape(), layers.inputFormat());
            return new Result(new IntegerNetwork(network.name(), input, layers.inputPadding(), quantized), warnings);
        } catch (IllegalArgumentException e) {
            // The network's own types know the limits of shifts, binary points and accumulators, and name the layer
            throw new InvalidInputException(Arrays.asList(String.valueOf(e.getMessage()).split("\n")));
        }
    }

    /** Runs the float network on all images. */
    private TensorFormats observe() {
        TensorFormats formats = new TensorFormats(network, transform, options);
        FloatModel model = new FloatModel(network, transform);
        for (IntTensor image : images.images()) {
            model.infer(image, (layer, sums, output) -> {
                formats.observe(layer, output);
                sums.ifPresent(values -> floatMeans
                        .computeIfAbsent(layer.name(), name -> new ChannelMeans(layer.outputShape().channels()))
                        .add(values));
            });
            progress.run();
        }
        return formats;
    }

    private IntegerLayer quantizeNamed(Layer layer, QuantizedLayers layers, IntegerRun run) {
        try {
            return quantize(layer, layers, run);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("layer " + layer.name() + ": its values are too large or too small for fixed point: "
                    + e.getMessage());
        }
    }

    private IntegerLayer quantize(Layer layer, QuantizedLayers layers, IntegerRun run) {
        if (layer instanceof Layer.Weighted weighted) {
            return quantize(layers.placed(weighted), layers, run);
        } else if (layer instanceof Layer.Pool pool && pool.average()) {
            IntegerLayer.AveragePool average = layers.averagePool(pool);
            run.passAverage(average, pool);
            return average;
        } else if (layer instanceof Layer.Addition addition) {
            IntegerLayer.Addition sum = layers.addition(addition);
            run.passAddition(sum, layers.inputFormats(addition));
            return sum;
        }
        run.passPlain(layer);
        return layers.plain(layer);
    }

    private IntegerLayer quantize(Layer.Weighted placed, QuantizedLayers layers, IntegerRun run) {
        Codebook codebook = layers.codebook(placed);
        double[] values = codebook.values().stream().asDoubleStream().toArray();
        List<double[]> sums = run.sums(placed, values, layers.padding(placed));
        double[] corrections = new double[placed.outputShape().channels()];
        Longs bias = layers.bias(placed, codebook, corrections);
        ChannelMeans means = new ChannelMeans(corrections.length);
        sums.forEach(means::add);
        if (means.positions() >= LEAST_POSITIONS) {
            double step = Math.scalb(1.0, -layers.accumulatorFractionBits(placed, codebook));
            for (int output = 0; output < corrections.length; output++) {
                double quantised = (means.mean(output) + bias.get(output)) * step;
                corrections[output] = floatMeans.get(placed.name()).mean(output) - quantised;
            }
            bias = layers.bias(placed, codebook, corrections);
        }
        IntegerLayer.WeightedLayer quantized = layers.weighted(placed, codebook, bias);
        run.pass(quantized, sums);
        return quantized;
    }
}
