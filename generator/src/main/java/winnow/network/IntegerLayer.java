package winnow.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One step of an {@link IntegerNetwork}. Tensors are named; {@link #output()} also says its shape and format.
 * What differs by kind is a method or a record component here, so that users need no ladder of type tests.
 */
public sealed interface IntegerLayer {
    /** As the source model has it; unique within the network; any text, not blank. */
    String name();

    /** Names of the tensors that this layer reads. */
    List<String> inputs();

    /** The tensor that this layer writes. */
    Tensor output();

    /** A short word for tables and messages, such as {@code convolution}. */
    String kind();

    /** What does not fit between this layer and the tensors that it reads, given in the order of {@link #inputs()}. */
    default List<String> problems(List<Tensor> inputs) {
        return LayerShapes.problems(this, inputs);
    }

    /** What the layer's accumulator can hold, given the formats that the layer reads; empty for pools and concatenations. */
    default Optional<AccumulatorRange> accumulator(List<FixedPoint> inputFormats) {
        return Optional.empty();
    }

    /** This layer as one that has weights, or empty. */
    default Optional<WeightedLayer> weighted() {
        return Optional.empty();
    }

    /** What convolutions and fully-connected layers have in common. */
    sealed interface WeightedLayer extends IntegerLayer {
        SparseWeights weights();

        Codebook codebook();

        /** One per output, integers at the accumulator's scale: input fraction bits + codebook fraction bits. */
        Longs bias();

        Requantization requantization();

        /**
         * How often each input is not zero, as {@link FullyConnected#inputDensity} has it; empty where nothing measured it, as
         * for all convolutions, whose engines do not skip activations.
         */
        default Ints inputDensity() {
            return Ints.of();
        }

        /** The mean of {@link #inputDensity} over all inputs, 0..1; empty where nothing measured it. */
        default OptionalDouble meanInputDensity() {
            OptionalDouble mean = inputDensity().stream().average();
            return mean.isPresent() ? OptionalDouble.of(mean.getAsDouble() / FullyConnected.ALWAYS) : mean;
        }

        @Override
        default Optional<AccumulatorRange> accumulator(List<FixedPoint> inputFormats) {
            return Optional.of(AccumulatorRange.of(this, inputFormats.get(0)));
        }

        @Override
        default Optional<WeightedLayer> weighted() {
            return Optional.of(this);
        }
    }

    /**
     * A convolution (cross-correlation, as all frameworks mean it): accumulates weight x activation over (input
     * channel, ky, kx), adds the bias, requantises. Rows and columns outside the input are the network's padding value
     * if the input is the network's own, 0 otherwise.
     */
    record Convolution(
            String name,
            String input,
            Tensor output,
            Window window,
            SparseWeights weights,
            Codebook codebook,
            Longs bias,
            Requantization requantization)
            implements WeightedLayer {
        public Convolution {
            requireMatching(name, output, weights, codebook, bias, requantization);
            if (weights.kernelHeight() != window.kernelHeight() || weights.kernelWidth() != window.kernelWidth()) {
                throw new IllegalArgumentException("layer " + name + ": weights have a " + weights.kernelHeight() + " x "
                        + weights.kernelWidth() + " kernel, the window " + window.kernelHeight() + " x " + window.kernelWidth());
            }
        }

        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public String kind() {
            return "convolution";
        }
    }

    /**
     * A matrix x vector product over the input flattened in (channel, row, column) order.
     *
     * @param inputDensity per input, the share of typical images in which its integer is not zero, in parts per thousand,
     *                     0..{@value #ALWAYS}; it changes no result, but says how many activations the hardware can skip.
     *                     Empty if nothing measured it
     */
    record FullyConnected(
            String name,
            String input,
            Tensor output,
            SparseWeights weights,
            Codebook codebook,
            Longs bias,
            Requantization requantization,
            Ints inputDensity)
            implements WeightedLayer {
        /** The density of an input that is never zero. */
        public static final int ALWAYS = 1000;

        public FullyConnected {
            requireMatching(name, output, weights, codebook, bias, requantization);
            if (weights.kernelHeight() != 1 || weights.kernelWidth() != 1) {
                throw new IllegalArgumentException("layer " + name + ": a fully-connected layer has a 1 x 1 kernel");
            }
            requireDensity(name, inputDensity, weights.perOutput());
        }

        /** A layer of which nothing measured how often its inputs are not zero. */
        public FullyConnected(String name, String input, Tensor output, SparseWeights weights, Codebook codebook, Longs bias,
                Requantization requantization) {
            this(name, input, output, weights, codebook, bias, requantization, Ints.of());
        }

        /** The same layer with another density, or, if that is empty, without one. */
        public FullyConnected withInputDensity(Ints density) {
            return new FullyConnected(name, input, output, weights, codebook, bias, requantization, density);
        }

        private static void requireDensity(String name, Ints density, int inputs) {
            if (density.length() != 0 && density.length() != inputs) {
                throw new IllegalArgumentException("layer " + name + ": " + density.length() + " densities of inputs, the layer has "
                        + inputs + " inputs");
            }
            for (int i = 0; i < density.length(); i++) {
                if (density.get(i) < 0 || density.get(i) > ALWAYS) {
                    throw new IllegalArgumentException("layer " + name + ": the density of input " + i + " lies in 0.." + ALWAYS
                            + ", not " + density.get(i));
                }
            }
        }

        /**
         * The same sums as a convolution that sees the whole map at once: one output pixel per channel, no padding. A convolution
         * has no density of its inputs. Empty if the map is larger than a kernel may be.
         *
         * @param input shape of the map that the layer flattens
         */
        public Optional<Convolution> asConvolution(Shape input) {
            if (Math.max(input.height(), input.width()) > Window.MAXIMUM_KERNEL) {
                return Optional.empty();
            }
            Window window = new Window(input.height(), input.width(), 1, 1, 0, 0);
            SparseWeights kernels = new SparseWeights(weights.outputs(), input.channels(), input.height(), input.width(),
                    weights.positions(), weights.codes(), weights.indexBits(), weights.parameters());
            return Optional.of(new Convolution(name, this.input, output, window, kernels, codebook, bias, requantization));
        }

        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public String kind() {
            return "fully-connected";
        }
    }

    /** The greatest value of each window; positions outside the map do not take part. Same format in and out. */
    record MaximumPool(String name, String input, Tensor output, Window window) implements IntegerLayer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public String kind() {
            return "maximum pool";
        }
    }

    /**
     * The mean of each window: the integer sum (positions outside the map count 0) times a reciprocal, then
     * requantised. A window that hangs over the far edge has another divisor, so there are four reciprocals.
     *
     * @param reciprocals {@code round(2^s / divisor)} at some scale s, in the order: interior, last column, last row,
     *                    last column of the last row; equal where the edge is not special; 1..2^24
     */
    record AveragePool(String name, String input, Tensor output, Window window, Ints reciprocals, Requantization requantization)
            implements IntegerLayer {
        public AveragePool {
            if (reciprocals.length() != 4) {
                throw new IllegalArgumentException("layer " + name + ": an average pool has 4 reciprocals, not " + reciprocals.length());
            }
            requireClampWithin(name, output, requantization);
            for (int i = 0; i < 4; i++) {
                if (reciprocals.get(i) < 1 || reciprocals.get(i) > 1 << 24) {
                    throw new IllegalArgumentException(
                            "layer " + name + ": reciprocal " + i + " lies in 1..2^24, not " + reciprocals.get(i));
                }
            }
        }

        /** The reciprocal that applies to an output position. */
        public int reciprocal(int row, int column) {
            int lastColumn = column == output.shape().width() - 1 ? 1 : 0;
            int lastRow = row == output.shape().height() - 1 ? 2 : 0;
            return reciprocals.get(lastRow + lastColumn);
        }

        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public String kind() {
            return "average pool";
        }
    }

    /** Joins tensors of one format along the channels, in the order given. */
    record Concatenation(String name, List<String> inputs, Tensor output) implements IntegerLayer {
        public Concatenation {
            inputs = List.copyOf(inputs);
            if (inputs.isEmpty()) {
                throw new IllegalArgumentException("layer " + name + ": a concatenation has inputs");
            }
        }

        @Override
        public String kind() {
            return "concatenation";
        }
    }

    /**
     * The sum of tensors of one shape, as at the end of a residual block: every input is shifted left to the finest binary
     * point of them all, added exactly, and the sum is requantised once. A tensor may occur twice.
     *
     * @param inputs at least 2
     */
    record Addition(String name, List<String> inputs, Tensor output, Requantization requantization) implements IntegerLayer {
        public Addition {
            inputs = List.copyOf(inputs);
            if (inputs.size() < 2) {
                throw new IllegalArgumentException("layer " + name + ": an addition has at least 2 inputs, not " + inputs.size());
            }
            requireClampWithin(name, output, requantization);
        }

        /** Fraction bits of a sum of tensors of the given formats: those of the finest. */
        public static int fractionBits(List<FixedPoint> inputs) {
            return inputs.stream().mapToInt(FixedPoint::fractionBits).max().orElseThrow();
        }

        /** By how many bits each input is shifted left before it is added, 0..128. */
        public static Ints alignment(List<FixedPoint> inputs) {
            int finest = fractionBits(inputs);
            return Ints.of(inputs.stream().mapToInt(input -> finest - input.fractionBits()).toArray());
        }

        @Override
        public String kind() {
            return "addition";
        }

        @Override
        public Optional<AccumulatorRange> accumulator(List<FixedPoint> inputFormats) {
            return Optional.of(AccumulatorRange.ofSum(inputFormats));
        }
    }

    private static void requireMatching(
            String name, Tensor output, SparseWeights weights, Codebook codebook, Longs bias, Requantization requantization) {
        if (weights.outputs() != output.shape().channels() || bias.length() != weights.outputs()) {
            throw new IllegalArgumentException("layer " + name + ": " + weights.outputs() + " outputs in the weights, "
                    + bias.length() + " biases, " + output.shape().channels() + " channels in the output");
        }
        for (int i = 0; i < weights.nonzeros(); i++) {
            int code = weights.codes().get(i);
            if (code < 0 || code >= codebook.size()) {
                throw new IllegalArgumentException("layer " + name + ": weight " + i + " has code " + code
                        + ", the codebook has entries 0.." + (codebook.size() - 1));
            }
        }
        requireClampWithin(name, output, requantization);
    }

    private static void requireClampWithin(String name, Tensor output, Requantization requantization) {
        if (requantization.minimum() < output.format().minimum() || requantization.maximum() > output.format().maximum()) {
            throw new IllegalArgumentException("layer " + name + ": the clamp " + requantization.minimum() + ".."
                    + requantization.maximum() + " exceeds the output format's " + output.format().minimum() + ".."
                    + output.format().maximum());
        }
    }
}
