package winnow.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import winnow.network.Codebook;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.SparseWeights;

/**
 * Splits convolutions into siblings, each of them a range of the output channels, so that each range has a codebook of its
 * own once weights are shared. The generator runs siblings that are concatenated as one engine: the price is the codebooks.
 */
public final class ChannelGroups {
    private final Map<String, Integer> groups;
    private final Network network;
    private final UnusedNames names;
    /** By tensor that is written no more, the tensors that take its place in a concatenation. */
    private final Map<String, List<String>> replaced = new HashMap<>();

    private ChannelGroups(Network network, Map<String, Integer> groups) {
        this.network = network;
        this.groups = groups;
        names = new UnusedNames(network);
    }

    /**
     * The network with some convolutions split into ranges of as equal sizes as possible, the larger first. The parts of
     * {@code conv2} are {@code conv2_group1}, {@code conv2_group2} and so on, with a number behind where such a name exists.
     * A concatenation called {@code conv2} joins them and writes the tensor that the convolution wrote. If only another
     * concatenation reads that tensor, the parts go there directly, for a concatenation of concatenations would not run on
     * one engine.
     *
     * @param groups by layer, 1..its output channels; 1 leaves it as it is
     * @throws InvalidInputException for every layer that does not exist or is no convolution, and every number out of range
     */
    public static Network split(Network network, Map<String, Integer> groups) {
        List<String> problems = new ArrayList<>();
        // Sorted, so that the same mistakes make the same message
        new TreeMap<>(groups).forEach((name, count) -> problem(network, name, count).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new ChannelGroups(network, groups).rebuilt();
    }

    private static Optional<String> problem(Network network, String name, int count) {
        WeightedLayers layers = new WeightedLayers(network);
        if (!layers.contains(name)) {
            return Optional.of(layers.missing(name, "no groups of channels with codebooks of their own"));
        }
        Layer.Weighted layer = layers.get(name);
        if (layer.fullyConnected()) {
            return Optional.of("layer " + name + ": is fully-connected; only convolutions can be split into groups of channels");
        }
        int channels = layer.weights().outputs();
        return count >= 1 && count <= channels ? Optional.empty()
                : Optional.of("layer " + name + ": " + count + " groups of " + channels + " output channels; give 1.."
                        + channels);
    }

    private Network rebuilt() {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted convolution && groups.getOrDefault(layer.name(), 1) > 1) {
                layers.addAll(parts(convolution, groups.get(layer.name())));
            } else {
                layers.add(layer instanceof Layer.Concatenation join ? withParts(join) : layer);
            }
        }
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    private List<Layer> parts(Layer.Weighted layer, int count) {
        List<Layer> made = new ArrayList<>();
        int channels = layer.weights().outputs();
        float[] weights = layer.denseWeights();
        int from = 0;
        for (int group = 0; group < count; group++) {
            int to = from + channels / count + (group < channels % count ? 1 : 0);
            made.add(part(layer, weights, from, to, layer.name() + "_group" + (group + 1)));
            from = to;
        }
        List<String> outputs = made.stream().map(Layer::output).toList();
        if (isReadByOneConcatenationOnly(layer.output())) {
            replaced.put(layer.output(), outputs);
        } else {
            made.add(new Layer.Concatenation(layer.name(), outputs, layer.output(), layer.outputShape()));
        }
        return made;
    }

    private Layer part(Layer.Weighted layer, float[] weights, int from, int to, String wish) {
        SparseWeights all = layer.weights();
        float[] values = Arrays.copyOfRange(weights, from * all.perOutput(), to * all.perOutput());
        FloatWeights own = FloatWeights.of(to - from, all.inputs(), all.kernelHeight(), all.kernelWidth(), values);
        Shape shape = new Shape(to - from, layer.outputShape().height(), layer.outputShape().width());
        Floats bias = Floats.of(Arrays.copyOfRange(layer.bias().toArray(), from, to));
        return new Layer.Weighted(names.layer(wish), layer.input(), names.tensor(wish), shape, false, layer.window(),
                own.sparse(), own.codebook(), Codebook.NO_PADDING_CODE, bias, layer.clamp());
    }

    private boolean isReadByOneConcatenationOnly(String tensor) {
        List<Layer> readers = network.layers().stream().filter(layer -> layer.inputs().contains(tensor)).toList();
        return readers.size() == 1 && readers.get(0) instanceof Layer.Concatenation join
                && Collections.frequency(join.inputs(), tensor) == 1;
    }

    private Layer withParts(Layer.Concatenation join) {
        List<String> inputs = join.inputs().stream()
                .flatMap(input -> replaced.getOrDefault(input, List.of(input)).stream()).toList();
        return new Layer.Concatenation(join.name(), inputs, join.output(), join.outputShape());
    }
}
