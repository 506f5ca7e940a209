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
        int shift = IntegerLayer.Addition.fractionBits(formats) - format.fractionBits() + network.between(0, 3);
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
            IntegerLayer.Convolution own = network.convolution(source, format, network.coin() ? SINGLE : SAME, part);
            Requantization clamped = new Requantization(own.requantization().shift(), 0, format.maximum());
            inputs.add(network.add(new IntegerLayer.Convolution(own.name(), own.input(), own.output(), own.window(), own.weights(),
                    own.codebook(), own.bias(), oneClamp ? clamped : own.requantization())));
        }
        return joined(source, format, inputs);
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
        return network.add(network.convolution(tip, format, network.coin() ? SINGLE : SAME, channels));
    }

    private Tensor output(Tensor source, FixedPoint format, int channels) {
        return new Tensor(network.name() + "/out", new Shape(channels, source.shape().height(), source.shape().width()), format);
    }
}
