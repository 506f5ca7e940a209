package winnow.compress;

import java.util.HashSet;
import java.util.Set;
import winnow.network.Layer;
import winnow.network.Network;

/** Names for new layers and tensors that no layer or tensor of a network has. */
final class UnusedNames {
    private final Set<String> layers = new HashSet<>();
    private final Set<String> tensors = new HashSet<>();

    UnusedNames(Network network) {
        tensors.add(network.input());
        for (Layer layer : network.layers()) {
            layers.add(layer.name());
            tensors.add(layer.output());
            tensors.addAll(layer.inputs());
        }
    }

    /** The wish, or with _2, _3, ... behind it; the same sequence of calls gives the same names. */
    String layer(String wish) {
        return unused(wish, layers);
    }

    /** Likewise a tensor's name. */
    String tensor(String wish) {
        return unused(wish, tensors);
    }

    private static String unused(String wish, Set<String> taken) {
        String name = wish;
        for (int number = 2; !taken.add(name); number++) {
            name = wish + "_" + number;
        }
        return name;
    }
}
