package winnow.compress;

import java.util.Map;
import winnow.network.Layer;
import winnow.network.Network;

/** The layers of a network that have weights, by name, and what to say of a name that is none of them. */
final class WeightedLayers {
    private final Network network;
    private final Map<String, Layer.Weighted> layers;

    WeightedLayers(Network network) {
        this.network = network;
        layers = CompressedLayers.of(network);
    }

    boolean contains(String name) {
        return layers.containsKey(name);
    }

    Layer.Weighted get(String name) {
        return layers.get(name);
    }

    /**
     * The problem with a name that is not here.
     *
     * @param consequence what a layer without weights does not have
     */
    String missing(String name, String consequence) {
        boolean exists = network.layers().stream().anyMatch(layer -> layer.name().equals(name));
        String those = layers.isEmpty() ? "; no layer of the network has any"
                : "; those that have are " + String.join(", ", layers.keySet());
        return "layer " + name + ": " + (exists
                ? "has no weights, hence " + consequence + those
                : "the network has no layer of this name" + those.replace("those that have are", "with weights it has"));
    }
}
