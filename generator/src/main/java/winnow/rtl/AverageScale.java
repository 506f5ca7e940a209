package winnow.rtl;

import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.Requantization;
import winnow.planner.Bits;

/** Reciprocals and requantisation of an average pool. */
public record AverageScale(
        int pixels,
        int sumWidth,
        int dataSigned,
        int reciprocalWidth,
        int reciprocal,
        int reciprocalRight,
        int reciprocalBottom,
        int reciprocalCorner,
        int shift,
        int outputWidth,
        int minimum,
        int maximum) {
    static AverageScale of(IntegerLayer.AveragePool layer, int pixels, int sumWidth, boolean signed) {
        Ints reciprocals = layer.reciprocals();
        Requantization requantization = layer.requantization();
        return new AverageScale(pixels, sumWidth, signed ? 1 : 0, Bits.unsigned(reciprocals.stream().max().orElseThrow()),
                reciprocals.get(0), reciprocals.get(1), reciprocals.get(2), reciprocals.get(3), requantization.shift(),
                layer.output().format().bits(), requantization.minimum(), requantization.maximum());
    }
}
