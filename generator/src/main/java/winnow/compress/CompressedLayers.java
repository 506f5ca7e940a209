package winnow.compress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import winnow.network.Codebook;
import winnow.network.Floats;
import winnow.network.Ints;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.SparseWeights;
import winnow.reader.WeightStream;

/** Puts weights into the layers of a network, pruned and shared ones as its compressed form has them. */
final class CompressedLayers {
    private static final int WIDEST_INDEX = 8;

    private CompressedLayers() {}

    /** The layers with weights, by name, in the network's order. */
    static Map<String, Layer.Weighted> of(Network network) {
        Map<String, Layer.Weighted> layers = new LinkedHashMap<>();
        network.layers().forEach(layer -> {
            if (layer instanceof Layer.Weighted weighted) {
                layers.put(layer.name(), weighted);
            }
        });
        return layers;
    }

    /** A network with other weights; a function is called for each layer with weights. */
    static Network mapped(Network network, BiFunction<Layer.Weighted, float[], float[]> weights) {
        List<Layer> layers = network.layers().stream().map(layer ->
                layer instanceof Layer.Weighted weighted
                ? weighted.with(weights.apply(weighted, weighted.denseWeights()), weighted.bias())
                : layer).toList();
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    /**
     * The form in which a compressed network is kept: every codebook has an entry 0 for the padding of relative indices, if
     * there is room, and indices have the width with which the paper's fixed fields take the least memory.
     */
    static Network finished(Network network) {
        List<Layer> layers = network.layers().stream().map(layer -> layer instanceof Layer.Weighted weighted ? finished(weighted) : layer).toList();
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    private static Layer finished(Layer.Weighted layer) {
        boolean room = layer.codebook().length() < Codebook.MAXIMUM_SIZE && layer.weights().nonzeros() < layer.weights().size();
        boolean add = room && layer.paddingCode() == Codebook.NO_PADDING_CODE;
        float[] codebook = layer.codebook().toArray();
        int[] codes = layer.weights().codes().stream().toArray();
        if (add) {
            codebook = new float[codebook.length + 1];
            System.arraycopy(layer.codebook().toArray(), 0, codebook, 1, codebook.length - 1);
            codes = layer.weights().codes().stream().map(code -> code + 1).toArray();
        }
        int padding = add ? SharedTensor.PRUNED : layer.paddingCode();
        SparseWeights best = null;
        long least = Long.MAX_VALUE;
        for (int bits = 1; bits <= WIDEST_INDEX; bits++) {
            SparseWeights weights = layer.weights();
            SparseWeights candidate = new SparseWeights(weights.outputs(), weights.inputs(), weights.kernelHeight(),
                    weights.kernelWidth(), weights.positions(), Ints.of(codes), bits, weights.parameters());
            long size = (long) WeightStream.of(candidate, padding < 0 ? codebook.length : padding).entries() * (Codebook.codeBits(codebook.length) + bits);
            if (size < least) {
                least = size;
                best = candidate;
            }
        }
        return new Layer.Weighted(layer.name(), layer.input(), layer.output(), layer.outputShape(), layer.fullyConnected(),
                layer.window(), best, Floats.of(codebook), padding, layer.bias(), layer.clamp());
    }
}
