package winnow.encode;

import java.util.LinkedHashMap;
import java.util.Map;
import winnow.network.Codebook;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.SparseWeights;
import winnow.reader.WeightStream;

/**
 * What compression made of one layer or of a network. Sizes are in bits, so that those of layers add up exactly; reports
 * give them in whole bytes, rounded down.
 *
 * @param encoding       how the engine stores the weights, in a few words; empty for several layers together
 * @param weights        all weights of the network, zeros included
 * @param nonzeros       stored weights
 * @param entries        entries as shipped: a run over the whole tensor, padding included
 * @param denseMacs      multiply-accumulates per image if zeros are multiplied, positions in the padding included
 * @param nonzeroMacs    the same without zero weights
 * @param storedBits     all that the hardware needs: codes, indices, counts, codebook, biases, taps
 * @param payloadBits    codes and gaps as the engines store them: packed, or in pairs down each column
 * @param fixedWidthBits the same if every entry had one width: the smallest of dense, relative and bitmask
 * @param floatBits      32 bits for each weight and each bias
 * @param huffmanBits    codes and indices as shipped, each Huffman coded per layer, without tables
 * @param shippedBits    codes and indices as shipped
 * @param unrestartedBits the smallest encoding if runs went on across outputs
 */
public record WeightFacts(
        String encoding,
        long weights,
        long nonzeros,
        long entries,
        long denseMacs,
        long nonzeroMacs,
        long storedBits,
        long payloadBits,
        long fixedWidthBits,
        long floatBits,
        long huffmanBits,
        long shippedBits,
        long unrestartedBits) {
    public static final WeightFacts NONE = new WeightFacts("", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * The facts of one layer.
     *
     * @param encoding    how its engine stores the weights, in a few words
     * @param payloadBits codes and gaps as its engine stores them
     * @param storedBits  what its engine stores besides activations
     */
    public static WeightFacts of(WeightedLayer layer, String encoding, long payloadBits, long storedBits) {
        SparseWeights weights = layer.weights();
        Codebook codebook = layer.codebook();
        WeightStream shipped = shipped(layer);
        long pixels = (long) layer.output().shape().height() * layer.output().shape().width();
        SparseWeights oneRun = new SparseWeights(1, weights.outputs() * weights.inputs(), weights.kernelHeight(),
                weights.kernelWidth(), weights.positions(), weights.codes(), weights.indexBits());
        return new WeightFacts(encoding, weights.parameters(), weights.nonzeros(), shipped.entries(), weights.parameters() * pixels,
                weights.nonzeros() * pixels, storedBits, payloadBits, fixedWidthBits(layer),
                32L * (weights.parameters() + weights.outputs()),
                HuffmanSize.bits(shipped.codes()) + HuffmanSize.bits(shipped.indices()),
                (long) shipped.entries() * (codebook.codeBits() + weights.indexBits()),
                WeightEncoding.smallest(oneRun, codebook).bits(oneRun, codebook));
    }

    /** The layer's entries as shipped. */
    static WeightStream shipped(WeightedLayer layer) {
        Codebook codebook = layer.codebook();
        // Without a padding code the shipped stream cannot exist as such; it is counted with one code more.
        boolean padded = codebook.paddingCode() != Codebook.NO_PADDING_CODE;
        return WeightStream.of(layer.weights(), padded ? codebook.paddingCode() : codebook.size());
    }

    private static long fixedWidthBits(WeightedLayer layer) {
        SparseWeights weights = layer.weights();
        return layer instanceof FullyConnected
                ? columnWise(layer)
                : WeightEncoding.smallest(weights, layer.codebook()).bits(weights, layer.codebook());
    }

    private static long columnWise(WeightedLayer layer) {
        SparseWeights columns = ColumnMajor.of(layer.weights());
        return WeightEncoding.smallest(WeightEncoding.relative(), columns, layer.codebook()).bits(columns, layer.codebook());
    }

    /** The facts of two parts of a network together. */
    public WeightFacts plus(WeightFacts other) {
        return new WeightFacts("", weights + other.weights, nonzeros + other.nonzeros, entries + other.entries,
                denseMacs + other.denseMacs, nonzeroMacs + other.nonzeroMacs, storedBits + other.storedBits,
                payloadBits + other.payloadBits,
                fixedWidthBits + other.fixedWidthBits, floatBits + other.floatBits, huffmanBits + other.huffmanBits,
                shippedBits + other.shippedBits, unrestartedBits + other.unrestartedBits);
    }

    /** Names and values as reports have them, sizes in bytes. */
    public Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("weights", weights);
        report.put("nonzeros", nonzeros);
        report.put("entries_as_shipped", entries);
        report.put("dense_macs", denseMacs);
        report.put("nonzero_macs", nonzeroMacs);
        report.put("stored_bytes", bytes(storedBits));
        report.put("payload_bytes", bytes(payloadBits));
        report.put("payload_bytes_fixed_width", bytes(fixedWidthBits));
        report.put("float32_bytes", bytes(floatBits));
        report.put("huffman_bytes", bytes(huffmanBits));
        report.put("shipped_bytes", bytes(shippedBits));
        report.put("payload_bytes_unrestarted", bytes(unrestartedBits));
        return report;
    }

    /** Rounded down, as the published figures of the model that Winnow is measured by are. */
    private static long bytes(long bits) {
        return bits / 8;
    }
}
