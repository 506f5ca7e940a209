package winnow.planner;

import winnow.network.AccumulatorRange;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;

/**
 * Widths of a weighted layer's numbers, proved from its own weights.
 *
 * @param weight      bits of a codebook entry: what the entries need, not what they were declared with
 * @param accumulator bits of accumulator, bias and their sum, at least those of one product
 */
public record WeightWidths(int weight, int accumulator) {
    public static WeightWidths of(IntegerLayer.WeightedLayer layer, FixedPoint input) {
        Codebook codebook = layer.codebook();
        int least = codebook.values().stream().min().orElseThrow();
        int greatest = codebook.values().stream().max().orElseThrow();
        int weight = Math.max(2, Bits.signed(least, greatest));
        int product = weight + input.bits() + (input.signed() ? 0 : 1);
        return new WeightWidths(weight, Math.max(product, AccumulatorRange.of(layer, input).bits()));
    }
}
