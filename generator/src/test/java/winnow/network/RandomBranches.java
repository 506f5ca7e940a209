package winnow.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forks of a tensor into 2 or 3 branches that meet again: in a concatenation, in an addition, or as convolutions side by
 * side that are concatenated at once, as SqueezeNet expands. Every branch keeps rows and columns; it has 0..3 layers, 0
 * being the bare tensor, and one of them may be a fork again. No tensor is read more than three times.
 */
final class RandomBranches {
    private static final int MOST_CHANNELS = 5;
    private static final int MOST_BRANCHES = 3;
    private static final Window SINGLE = Window.square(1, 1, 0);
    private static final Window SAME = Window.square(3, 1, 1);

    private final RandomNetworks network;

    RandomBranches(RandomNetworks network) {
        this.network = network;
    }

    /** A fork of a tensor and its join. */
    void addBlock(Tensor source) {
        int channels = network.coin() ? Math.min(MOST_CHANNELS, source.shape().channels()) : network.between(2, MOST_CHANNELS);
        addBlock(source, network.coin() ? source.format() : network.format(), channels, true);
    }

    private Tensor addBlock(Tensor source, FixedPoint format, int channels, boolean nest) {
        return switch (channels == 1 ? 0 : network.between(0, 3)) {
            case 0, 1 -> addition(source, format, channels, nest);
            case 2 -> concatenation(source, format, channels, nest);
            default -> expansion(source, format, channels);
        };
    }

    private Tensor addition(Tensor source, FixedPoint format, int channels, boolean nest) {
        List<Tensor> inputs = IntStream.range(0, network.between(2, MOST_BRANCHES))
                .mapToObj(i -> branch(source, network.coin() ? source.format() : network.format(), channels, nest)).toList();
        List<FixedPoint> formats = inputs.stream().map(Tensor::format).toList();
        // Near the one that just avoids clamping, so that most sums are told apart
        int shift = AccumulatorRange.ofSum(formats).bits() - format.bits() - network.between(0, 4);
        int minimum = network.coin() ? 0 : format.minimum();
        return network.add(new IntegerLayer.Addition(network.name(), inputs.stream().map(Tensor::name).toList(),
                output(source, format, channels), new Requantization(shift, minimum, format.maximum())));
    }

    private Tensor concatenation(Tensor source, FixedPoint format, int channels, boolean nest) {
        return joined(source, format, parts(channels, source.shape().channels()).stream()
                .map(part -> branch(source, format, part, nest)).toList());
    }

    /** Convolutions of one tensor that are concatenated at once; often with one clamp, always with their own codebooks. */
    private Tensor expansion(Tensor source, FixedPoint format, int channels) {
        boolean oneClamp = network.coin();
        List<Tensor> inputs = new ArrayList<>();
        for (int part : parts(channels, 1)) {
            IntegerLayer.Convolution own = convolution(source, format, part);
            Requantization clamped = new Requantization(own.requantization().shift(), 0, format.maximum());
            inputs.add(network.add(with(own, own.bias(), oneClamp ? clamped : own.requantization())));
        }
        return joined(source, format, inputs);
    }

    /** Mostly one whose results tell pixels apart: bias and shift that are drawn blindly leave little but the clamp's limits. */
    private IntegerLayer.Convolution convolution(Tensor source, FixedPoint format, int channels) {
        Window window = network.coin() ? SINGLE : SAME;
        IntegerLayer.Convolution blind = network.convolution(source, format, window, channels);
        if (network.between(0, 7) == 0) {
            return blind;
        }
        for (int attempts = 0; attempts < 5 && blind.weights().nonzeros() == 0; attempts++) {
            blind = network.convolution(source, format, window, channels);
        }
        Longs bias = Longs.of(blind.bias().stream().map(value -> value % 64).toArray());
        int shift = AccumulatorRange.of(with(blind, bias, blind.requantization()), source.format()).bits() - format.bits();
        return with(blind, bias, new Requantization(shift - network.between(1, 4), blind.requantization().minimum(), format.maximum()));
    }

    private static IntegerLayer.Convolution with(IntegerLayer.Convolution layer, Longs bias, Requantization requantization) {
        return new IntegerLayer.Convolution(layer.name(), layer.input(), layer.output(), layer.window(), layer.weights(),
                layer.codebook(), bias, requantization);
    }

    private Tensor joined(Tensor source, FixedPoint format, List<Tensor> inputs) {
        int channels = inputs.stream().mapToInt(input -> input.shape().channels()).sum();
        return network.add(new IntegerLayer.Concatenation(network.name(), inputs.stream().map(Tensor::name).toList(),
                output(source, format, channels)));
    }

    /** How many channels each branch has: some have as many as the source, so that it can be joined as it is. */
    private List<Integer> parts(int channels, int ofSource) {
        List<Integer> parts = new ArrayList<>();
        int left = channels;
        for (int more = network.between(2, Math.min(MOST_BRANCHES, channels)) - 1; more > 0; more--) {
            int part = ofSource <= left - more && network.coin() ? ofSource : network.between(1, left - more);
            parts.add(network.between(0, parts.size()), part);
            left -= part;
        }
        parts.add(network.between(0, parts.size()), left);
        return parts;
    }

    private Tensor branch(Tensor source, FixedPoint format, int channels, boolean nest) {
        boolean fits = source.format().equals(format) && source.shape().channels() == channels;
        if (fits && network.between(0, 2) == 0) {
            return source;
        }
        Tensor tip = source;
        for (int left = network.between(1, nest ? 3 : 2); left > 1; left--) {
            tip = step(tip, network.format(), network.between(1, 4));
        }
        // A fork behind the source's own would be one more reader of it
        return nest && tip != source && network.between(0, 2) == 0
                ? addBlock(tip, format, channels, false)
                : step(tip, format, channels);
    }

    /** One layer that keeps rows and columns. */
    private Tensor step(Tensor tip, FixedPoint format, int channels) {
        boolean pool = tip.shape().channels() == channels && network.between(0, 2) == 0;
        if (pool && tip.format().equals(format)) {
            return network.add(network.maximumPool(tip, tip.shape(), SAME));
        } else if (pool) {
            return network.add(network.averagePool(tip, tip.shape(), SAME, format));
        }
        return network.add(convolution(tip, format, channels));
    }

    private Tensor output(Tensor source, FixedPoint format, int channels) {
        return new Tensor(network.name() + "/out", new Shape(channels, source.shape().height(), source.shape().width()), format);
    }
}
