package winnow.reader;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import winnow.network.Codebook;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;

/**
 * Builds one layer of a {@link ModelForm} from its fields. Every method returns null, and has reported why, if the layer
 * cannot be built.
 */
final class LayerFields {
    /** A bias beyond the greatest accumulator cannot be meant. */
    private static final long GREATEST_BIAS = (1L << 47) - 1;

    private final JsonFields fields;
    private final String name;
    private final List<Tensor> inputs;
    private final Tensor output;
    private final WeightsFile file;
    private final int problemsBefore;

    /** @param inputs what the layer reads, null for a tensor that has problems */
    LayerFields(JsonFields fields, String name, List<Tensor> inputs, Tensor output, WeightsFile file) {
        this.fields = fields;
        this.name = name;
        this.inputs = inputs;
        this.output = output;
        this.file = file;
        this.problemsBefore = fields.problemCount();
    }

    IntegerLayer convolution() {
        Window window = window();
        int channels = input() == null ? 0 : input().shape().channels();
        Weighted parts = weighted(channels, window == null ? 1 : window.kernelHeight(), window == null ? 1 : window.kernelWidth());
        return parts.weights == null ? null : built(() -> new IntegerLayer.Convolution(name, input().name(), output, window, parts.weights, parts.codebook,
                parts.biases, parts.requantization));
    }

    IntegerLayer fullyConnected() {
        Weighted parts = weighted(input() == null ? 0 : input().shape().size(), 1, 1);
        Ints density = input() == null ? density(1, Integer.MAX_VALUE) : density(input().shape().size(), input().shape().size());
        return parts.weights == null ? null : built(() -> new IntegerLayer.FullyConnected(name, input().name(), output, parts.weights, parts.codebook,
                parts.biases, parts.requantization, density));
    }

    IntegerLayer maximumPool() {
        Window window = window();
        return built(() -> new IntegerLayer.MaximumPool(name, input().name(), output, window));
    }

    IntegerLayer averagePool() {
        Window window = window();
        Ints reciprocals = fields.ints("reciprocals", 4, 4, 1, 1 << 24);
        Requantization requantization = requantization();
        return built(() -> new IntegerLayer.AveragePool(name, input().name(), output, window, reciprocals, requantization));
    }

    IntegerLayer concatenation() {
        return built(() -> new IntegerLayer.Concatenation(name, inputs.stream().map(Tensor::name).toList(), output));
    }

    IntegerLayer addition() {
        Requantization requantization = requantization();
        return built(() -> new IntegerLayer.Addition(name, inputs.stream().map(Tensor::name).toList(), output, requantization));
    }

    private IntegerLayer built(Supplier<IntegerLayer> constructor) {
        boolean whole = !name.isEmpty() && output != null && !inputs.isEmpty() && !inputs.contains(null);
        return whole && fields.problemCount() == problemsBefore ? fields.build(constructor) : null;
    }

    private Tensor input() {
        return inputs.isEmpty() ? null : inputs.get(0);
    }

    /** @param weights null if they, or what they depend on, have problems */
    private record Weighted(SparseWeights weights, Codebook codebook, Longs biases, Requantization requantization) {}

    /** @param channels inputs of the weight tensor, 0 if they are not known */
    private Weighted weighted(int channels, int kernelHeight, int kernelWidth) {
        Requantization requantization = requantization();
        Codebook codebook = codebook();
        int outputs = output == null ? 0 : output.shape().channels();
        Longs biases = output == null
                ? fields.integers("biases", 1, Integer.MAX_VALUE, -GREATEST_BIAS, GREATEST_BIAS)
                : fields.integers("biases", outputs, outputs, -GREATEST_BIAS, GREATEST_BIAS);
        JsonFields place = fields.object("stream");
        WeightStream stream = file.stream(place, codebook);
        OptionalInt parameters = place.integerIfPresent("parameters", 0, Integer.MAX_VALUE);
        long size = (long) outputs * channels * kernelHeight * kernelWidth;
        if (stream == null || codebook == null || size == 0 || fields.problemCount() > problemsBefore) {
            return new Weighted(null, codebook, biases, requantization);
        }
        stream.problems(size, codebook).forEach(problem -> place.problem("entries", problem));
        SparseWeights weights = fields.problemCount() > problemsBefore ? null
                : place.build(() -> {
                    SparseWeights decoded = stream.decode(outputs, channels, kernelHeight, kernelWidth, codebook);
                    return decoded.withParameters(parameters.orElse(decoded.size()));
                });
        return new Weighted(weights, codebook, biases, requantization);
    }

    /** How often each input is not zero, for the given number of inputs; empty if the model does not say it. */
    private Ints density(int least, int most) {
        return fields.intsIfPresent("input_density", least, most, 0, IntegerLayer.FullyConnected.ALWAYS);
    }

    private Codebook codebook() {
        int before = fields.problemCount();
        JsonFields codebook = fields.object("codebook");
        int bits = codebook.integer("bits", 2, 16);
        int fractionBits = codebook.integer("fraction_bits", -64, 64);
        int padding = codebook.integerOrNull("padding_code", 0, Codebook.MAXIMUM_SIZE - 1, Codebook.NO_PADDING_CODE);
        Ints values = codebook.ints("values", 1, Codebook.MAXIMUM_SIZE, -(1 << 15), (1 << 15) - 1);
        return fields.problemCount() > before ? null
                : codebook.build(() -> new Codebook(values, bits, fractionBits, padding));
    }

    private Requantization requantization() {
        int before = fields.problemCount();
        JsonFields requantization = fields.object("requantization");
        int shift = requantization.integer("shift", -32, 62);
        int minimum = requantization.integer("minimum", -(1 << 15), (1 << 16) - 1);
        int maximum = requantization.integer("maximum", -(1 << 15), (1 << 16) - 1);
        return fields.problemCount() > before ? null
                : requantization.build(() -> new Requantization(shift, minimum, maximum));
    }

    private Window window() {
        int before = fields.problemCount();
        JsonFields window = fields.object("window");
        int[] kernel = window.integers("kernel", 2, 1, Window.MAXIMUM_KERNEL);
        int[] stride = window.integers("stride", 2, 1, Window.MAXIMUM_KERNEL);
        int[] padding = window.integers("padding", 2, 0, Window.MAXIMUM_KERNEL);
        return fields.problemCount() > before ? null
                : window.build(() -> new Window(kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1]));
    }
}
