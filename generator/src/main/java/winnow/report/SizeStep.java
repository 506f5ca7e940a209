package winnow.report;

import java.util.ArrayList;
import java.util.List;
import winnow.encode.LayerSizes;
import winnow.network.Layer;
import winnow.network.Network;

/**
 * How much memory a network takes after one of the steps of compression, all layers together.
 *
 * @param key     for JSON
 * @param name    for tables and charts
 * @param meaning what is counted
 */
record SizeStep(String key, String name, String meaning, long bits) {
    /** @param given the network that was to be compressed */
    static List<SizeStep> of(Network given, List<LayerResult> layers) {
        LayerSizes total = layers.stream().map(LayerResult::sizes).reduce(LayerSizes.NONE, LayerSizes::plus);
        List<SizeStep> steps = new ArrayList<>(List.of(
                new SizeStep("float32", "float32", "weights and biases as 32-bit floats", floatBits(given))));
        if (floatBits(given) != total.floatBits()) {
            steps.add(new SizeStep("structured", "cut up", "the same after layers were replaced by factors or groups",
                    total.floatBits()));
        }
        steps.add(new SizeStep("pruned", "pruned", "weights that are not zero as 32-bit floats, relative indices of 8 bits"
                + " (convolutions) and 5 bits (fully-connected layers), padding entries, biases",
                layers.stream().mapToLong(LayerResult::prunedBits).sum()));
        steps.add(new SizeStep("fixed_field", "shared", "codes and relative indices of one width per layer, padding entries,"
                + " codebooks and biases of 32 bits", total.fixedFieldBits()));
        steps.add(new SizeStep("huffman_total", "Huffman", "the same, codes and indices Huffman coded, without the code's tables",
                total.huffmanBits()));
        steps.add(new SizeStep("huffman_with_tables", "with tables", "the same with 8 bits for the length of each code word",
                total.huffmanWithTablesBits()));
        steps.add(new SizeStep("stored", "Winnow",
                "all that the hardware stores: codes, gaps, counts, taps, codebooks and biases",
                total.storedBits()));
        return steps;
    }

    static long floatBits(Network network) {
        return network.layers().stream().filter(layer -> layer instanceof Layer.Weighted).map(Layer.Weighted.class::cast)
                .mapToLong(layer -> (long) Float.SIZE * (layer.weights().parameters() + layer.bias().length())).sum();
    }

    long bytes() {
        return bits / Byte.SIZE;
    }

    /** How many times smaller than another step. */
    double ratio(SizeStep before) {
        return (double) before.bits() / Math.max(1, bits);
    }
}
