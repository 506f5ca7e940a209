package winnow.encode;

import java.util.Map;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.reader.WeightStream;

/**
 * How much memory a layer, or several together, take in the forms that are compared: 32-bit floats, the fixed fields of
 * Han et al., <i>Deep Compression</i> (ICLR 2016), the same Huffman coded, and Winnow's own. Sizes are in bits, so that those
 * of layers add up exactly; reports give whole bytes, rounded down.
 *
 * @param facts            all that concerns weights alone
 * @param codebookBits     32 bits for each entry, the one of padding included, as the paper keeps codebooks
 * @param biasBits         32 bits for each bias
 * @param huffmanTableBits what a canonical Huffman code needs besides: a length of 8 bits for each code and each index that
 *                         occurs
 */
public record LayerSizes(WeightFacts facts, long codebookBits, long biasBits, long huffmanTableBits) {
    public static final LayerSizes NONE = new LayerSizes(WeightFacts.NONE, 0, 0, 0);

    private static final int FLOAT_BITS = Float.SIZE;
    private static final int LENGTH_BITS = 8;

    /**
     * The sizes of one layer.
     *
     * @param facts what compression made of it
     */
    public static LayerSizes of(WeightedLayer layer, WeightFacts facts) {
        WeightStream shipped = WeightFacts.shipped(layer);
        long symbols = shipped.codes().stream().distinct().count() + shipped.indices().stream().distinct().count();
        return new LayerSizes(facts, (long) FLOAT_BITS * layer.codebook().size(),
                (long) FLOAT_BITS * layer.bias().length(), LENGTH_BITS * symbols);
    }

    /** The sizes of two parts of a network together. */
    public LayerSizes plus(LayerSizes other) {
        return new LayerSizes(facts.plus(other.facts), codebookBits + other.codebookBits, biasBits + other.biasBits,
                huffmanTableBits + other.huffmanTableBits);
    }

    /** Weights and biases as 32-bit floats. */
    public long floatBits() {
        return facts.floatBits();
    }

    /** The paper's fixed fields: a code and a relative index for each entry, padding included, codebook and biases. */
    public long fixedFieldBits() {
        return facts.shippedBits() + codebookBits + biasBits;
    }

    /** The same with codes and indices Huffman coded; the code's tables are not counted, as in the paper. */
    public long huffmanBits() {
        return facts.huffmanBits() + codebookBits + biasBits;
    }

    /** The same with the tables. */
    public long huffmanWithTablesBits() {
        return huffmanBits() + huffmanTableBits;
    }

    /** All that Winnow's engines store. */
    public long storedBits() {
        return facts.storedBits();
    }

    /** How many times smaller a size is than 32-bit floats. */
    public double ratio(long bits) {
        return (double) floatBits() / Math.max(1, bits);
    }

    /** Names and values as reports have them, sizes in bytes, ratios to two decimals. */
    public Map<String, Object> report() {
        Map<String, Object> report = facts.report();
        report.put("codebook_bytes", codebookBits / Byte.SIZE);
        report.put("bias_bytes", biasBits / Byte.SIZE);
        report.put("fixed_field_bytes", fixedFieldBits() / Byte.SIZE);
        report.put("huffman_total_bytes", huffmanBits() / Byte.SIZE);
        report.put("huffman_with_tables_bytes", huffmanWithTablesBits() / Byte.SIZE);
        report.put("fixed_field_ratio", rounded(ratio(fixedFieldBits())));
        report.put("huffman_total_ratio", rounded(ratio(huffmanBits())));
        report.put("huffman_with_tables_ratio", rounded(ratio(huffmanWithTablesBits())));
        report.put("stored_ratio", rounded(ratio(storedBits())));
        return report;
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }
}
