package winnow.quantize;

import java.util.HashMap;
import java.util.Map;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;

/** The shape of every tensor of a network, and after which layer it is read no more. */
final class TensorShapes {
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Integer> lastUses = new HashMap<>();

    TensorShapes(Network network) {
        shapes.put(network.input(), network.inputShape());
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            shapes.put(layer.output(), layer.outputShape());
            for (String input : layer.inputs()) {
                lastUses.put(input, i);
            }
        }
    }

    Shape of(String tensor) {
        return shapes.get(tensor);
    }

    /** Whether the tensor is read by a layer after the one at the given place, or is the network's output. */
    boolean neededAfter(int layer, String tensor) {
        return lastUses.getOrDefault(tensor, Integer.MAX_VALUE) > layer;
    }
}
