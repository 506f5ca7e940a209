package winnow.retrain;

import java.util.ArrayList;
import java.util.List;
import winnow.network.Floats;
import winnow.network.Layer;
import winnow.network.Network;

/**
 * What training changes: for each layer with weights, in the network's order, its weights and its biases. The arrays are
 * shared and change in place, because a copy in every step would cost more than the step.
 *
 * @param weights {@code [outputs][inputs][kernelHeight][kernelWidth]} each, flattened
 * @param biases  one value per output each
 */
public record Parameters(List<float[]> weights, List<float[]> biases) {
    public Parameters {
        weights = List.copyOf(weights);
        biases = List.copyOf(biases);
    }

    /** The layers of a network that have parameters. */
    public static List<Layer.Weighted> layers(Network network) {
        return network.layers().stream().filter(Layer.Weighted.class::isInstance).map(Layer.Weighted.class::cast).toList();
    }

    /** A copy of a network's parameters. */
    public static Parameters of(Network network) {
        List<Layer.Weighted> layers = layers(network);
        return new Parameters(layers.stream().map(Layer.Weighted::denseWeights).toList(),
                layers.stream().map(layer -> layer.bias().toArray()).toList());
    }

    /** Zeros of the same sizes. */
    public Parameters zeros() {
        return new Parameters(weights.stream().map(values -> new float[values.length]).toList(),
                biases.stream().map(values -> new float[values.length]).toList());
    }

    /** The network with these parameters instead of its own. */
    public Network in(Network network) {
        List<Layer> layers = new ArrayList<>();
        int place = 0;
        for (Layer layer : network.layers()) {
            layers.add(layer instanceof Layer.Weighted weighted ? weighted.with(weights.get(place), Floats.of(biases.get(place++))) : layer);
        }
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }
}
