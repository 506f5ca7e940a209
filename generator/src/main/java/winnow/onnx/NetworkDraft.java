package winnow.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.network.Layer;
import winnow.network.Network;

/** The network as far as the graph has been read. */
final class NetworkDraft {
    private final List<DraftLayer> layers = new ArrayList<>();
    private final UniqueNames names = new UniqueNames();
    private final Map<String, Integer> reads;

    /** @param reads how often each tensor of the graph is read; being the network's output counts */
    NetworkDraft(Map<String, Integer> reads) {
        this.reads = Map.copyOf(reads);
    }

    boolean readOnce(String tensor) {
        return reads.getOrDefault(tensor, 0) == 1;
    }

    String layerName(String wanted) {
        return names.claim(wanted);
    }

    void add(DraftLayer layer) {
        layers.add(layer);
    }

    boolean isEmpty() {
        return layers.isEmpty();
    }

    /**
     * The network.
     *
     * @param place    what a layer's problem begins with
     * @param problems gets those that show only when everything is folded
     */
    Network network(String name, Feature input, String place, List<String> problems) {
        List<Layer> finished = new ArrayList<>();
        for (DraftLayer layer : layers) {
            try {
                finished.add(layer.layer());
            } catch (Refusal e) {
                problems.add(place + ": layer \"" + layer.name() + "\": " + e.getMessage());
            }
        }
        return new Network(name, input.tensor(), input.shape(), finished);
    }
}
