package winnow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.compress.Compression;
import winnow.encode.LayerSizes;
import winnow.network.Codebook;
import winnow.network.Floats;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.SparseWeights;
import winnow.planner.NetworkSizes;
import winnow.reader.WeightStream;

/**
 * What became of one layer with weights.
 *
 * @param pruned after pruning
 * @param shared after sharing
 * @param part   as integers, with its sizes
 */
record LayerResult(Layer.Weighted pruned, Layer.Weighted shared, NetworkSizes.Part part) {
    /** Widths of a relative index in Han et al., <i>Deep Compression</i> (ICLR 2016), section 2. */
    private static final int CONVOLUTION_INDEX_BITS = 8;
    private static final int FULLY_CONNECTED_INDEX_BITS = 5;

    static List<LayerResult> of(Compression compression) {
        Map<String, Layer.Weighted> pruned = byName(compression.pruned());
        Map<String, Layer.Weighted> shared = byName(compression.shared());
        List<LayerResult> results = new ArrayList<>();
        for (NetworkSizes.Part part : NetworkSizes.of(compression.integers()).parts()) {
            String name = part.layer().name();
            results.add(new LayerResult(pruned.get(name), shared.get(name), part));
        }
        return results;
    }

    private static Map<String, Layer.Weighted> byName(Network network) {
        return network.layers().stream().filter(layer -> layer instanceof Layer.Weighted).map(Layer.Weighted.class::cast)
                .collect(Collectors.toMap(Layer.Weighted::name, Function.identity()));
    }

    String name() {
        return part.layer().name();
    }

    LayerSizes sizes() {
        return part.sizes();
    }

    int codebookEntries() {
        return part.layer().codebook().size();
    }

    /** What pruning alone would store: 32-bit floats with relative indices, padding entries included, and biases. */
    long prunedBits() {
        int indexBits = pruned.fullyConnected() ? FULLY_CONNECTED_INDEX_BITS : CONVOLUTION_INDEX_BITS;
        SparseWeights weights = pruned.weights();
        SparseWeights indexed = new SparseWeights(weights.outputs(), weights.inputs(), weights.kernelHeight(),
                weights.kernelWidth(), weights.positions(), weights.codes(), indexBits);
        long entries = WeightStream.of(indexed, Codebook.NO_PADDING_CODE).entries();
        return entries * (Float.SIZE + indexBits) + sizes().biasBits();
    }

    /** The weights that pruning left. */
    float[] kept() {
        Floats codebook = pruned.codebook();
        float[] kept = new float[pruned.weights().nonzeros()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = codebook.get(pruned.weights().codes().get(i));
        }
        return kept;
    }

    /** The values that the kept weights share; the 0 of pruned weights is none of them. */
    double[] centroids() {
        List<Double> centroids = new ArrayList<>();
        for (int code = 0; code < shared.codebook().length(); code++) {
            if (code != shared.paddingCode()) {
                centroids.add((double) shared.codebook().get(code));
            }
        }
        return centroids.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
