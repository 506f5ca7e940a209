package winnow.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network in integers only: what the golden model runs and what the hardware implements.
 *
 * @param name    as the source model has it; any text, not blank
 * @param input   the network's input tensor: unsigned pixels in the camera's (red, green, blue) channel order
 * @param padding per input channel, the integer that stands outside the image: the mean that was folded into the bias
 * @param layers  in topological order: a layer reads only the input and outputs of layers before it, and each output is read
 *                but the last layer's, which is the network's
 */
public record IntegerNetwork(String name, Tensor input, Ints padding, List<IntegerLayer> layers) {
    public IntegerNetwork {
        layers = List.copyOf(layers);
        List<String> problems = problems(name, input, padding, layers);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** All tensors by name, the input first, in the order in which they come to be. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(input.name(), input);
        layers.forEach(layer -> tensors.put(layer.output().name(), layer.output()));
        return tensors;
    }

    /** The tensor that the last layer writes. */
    public Tensor output() {
        return layers.get(layers.size() - 1).output();
    }

    /** What stands outside the map of the given tensor in the given channel. */
    public int padding(String tensor, int channel) {
        return tensor.equals(input.name()) ? padding.get(channel) : 0;
    }

    private static List<String> problems(String name, Tensor input, Ints padding, List<IntegerLayer> layers) {
        List<String> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add("the network has no name");
        }
        if (layers.isEmpty()) {
            problems.add("the network has no layers");
        }
        problems.addAll(paddingProblems(input, padding));
        problems.addAll(layerProblems(input, layers));
        return problems;
    }

    private static List<String> paddingProblems(Tensor input, Ints padding) {
        List<String> problems = new ArrayList<>();
        if (padding.length() != input.shape().channels()) {
            problems.add("input " + input.name() + ": " + padding.length() + " padding values for "
                    + input.shape().channels() + " channels");
        }
        if (padding.stream().anyMatch(p -> p < input.format().minimum() || p > input.format().maximum())) {
            problems.add("input " + input.name() + ": a padding value of " + padding + " is outside "
                    + input.format().minimum() + ".." + input.format().maximum());
        }
        return problems;
    }

    private static List<String> layerProblems(Tensor input, List<IntegerLayer> layers) {
        List<String> problems = new ArrayList<>();
        LayerOrder order = new LayerOrder(layers.stream()
                .map(layer -> new LayerOrder.Step(layer.name(), layer.inputs(), List.of(layer.output().name()))).toList());
        Map<String, Tensor> tensors = new LinkedHashMap<>(Map.of(input.name(), input));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            IntegerLayer layer = layers.get(i);
            if (layer.name().isBlank()) {
                problems.add("a layer has no name");
            }
            if (!names.add(layer.name())) {
                problems.add("layer " + layer.name() + ": the name occurs twice");
            }
            problems.addAll(inputProblems(layer, i, tensors, order));
            if (tensors.putIfAbsent(layer.output().name(), layer.output()) != null) {
                problems.add("layer " + layer.name() + ": tensor " + layer.output().name() + " is written twice");
            }
        }
        order.unread().forEach(unread -> problems.add("layer " + layers.get(unread.step()).name() + ": " + unread.problem()));
        return problems;
    }

    /** @param tensors what there is before the layer at the given place */
    private static List<String> inputProblems(IntegerLayer layer, int place, Map<String, Tensor> tensors, LayerOrder order) {
        List<String> missing = layer.inputs().stream().filter(tensor -> !tensors.containsKey(tensor))
                .map(tensor -> "layer " + layer.name() + ": reads tensor \"" + tensor + "\", " + order.whyMissing(place, tensor))
                .toList();
        return missing.isEmpty() ? layer.problems(layer.inputs().stream().map(tensors::get).toList()) : missing;
    }
}
