package winnow.network;

import java.util.List;

/**
 * A compressed network as it comes from training: float codebooks, sparse positions.
 *
 * @param input  name of the input tensor
 * @param layers in topological order
 */
public record Network(String name, String input, Shape inputShape, List<Layer> layers) {
    public Network {
        layers = List.copyOf(layers);
    }
}
