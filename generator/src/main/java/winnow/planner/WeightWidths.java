package winnow.planner;

import java.util.List;
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
    /** Widths that suit each of several layers that one engine computes. */
    static WeightWidths of(List<? extends IntegerLayer.WeightedLayer> layers, FixedPoint input) {
        return layers.stream().map(layer -> of(layer, input)).reduce(WeightWidths::widest).orElseThrow();
    }

    private WeightWidths widest(WeightWidths other) {
        return new WeightWidths(Math.max(weight, other.weight), Math.max(accumulator, other.accumulator));
    }

    public static WeightWidths of(IntegerLayer.WeightedLayer layer, FixedPoint input) {
        Codebook codebook = layer.codebook();
        int least = codebook.values().stream().min().orElseThrow();
        int greatest = codebook.values().stream().max().orElseThrow();
        int weight = Math.max(2, Bits.signed(least, greatest));
        int product = weight + input.bits() + (input.signed() ? 0 : 1);
        return new WeightWidths(weight, Math.max(product, AccumulatorRange.of(layer, input).bits()));
    }
}
