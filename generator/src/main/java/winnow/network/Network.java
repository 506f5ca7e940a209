package winnow.network;

import java.util.List;

/**
 * A network in floats. Weights are sparse positions with codes into a codebook, however large: a dense network as it was
 * trained is one with as many codebook entries as it has different weights, and compression makes both fewer.
 *
 * @param input  name of the input tensor
 * @param layers in topological order
 */
public record Network(String name, String input, Shape inputShape, List<Layer> layers) {
    public Network {
        layers = List.copyOf(layers);
    }
}
