package winnow.network;

import java.util.List;

/**
 * The least and the greatest value that an accumulator can ever hold, proved from a layer's weights, its biases and the
 * range of what it reads: at any moment, in any order, with or without the bias. 0 is always in it, for that is where it
 * starts.
 */
public record AccumulatorRange(long minimum, long maximum) {
    /** The range over all outputs of a layer. */
    public static AccumulatorRange of(IntegerLayer.WeightedLayer layer, FixedPoint input) {
        SparseWeights weights = layer.weights();
        int[] starts = weights.outputStarts();
        long least = 0;
        long greatest = 0;
        for (int output = 0; output < weights.outputs(); output++) {
            long negative = 0;
            long positive = 0;
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                long weight = layer.codebook().values().get(weights.codes().get(i));
                negative += Math.min(weight * input.minimum(), weight * input.maximum());
                positive += Math.max(weight * input.minimum(), weight * input.maximum());
            }
            long bias = layer.bias().get(output);
            least = Math.min(least, Math.addExact(Math.min(negative, 0), Math.min(bias, 0)));
            greatest = Math.max(greatest, Math.addExact(Math.max(positive, 0), Math.max(bias, 0)));
        }
        return new AccumulatorRange(least, greatest);
    }

    /**
     * The range of an {@link IntegerLayer.Addition} of tensors of the given formats. Binary points that are far apart take
     * it beyond a long: it then ends at the long's limits, far beyond any accumulator that Winnow allows.
     */
    public static AccumulatorRange ofSum(List<FixedPoint> inputs) {
        Ints alignment = IntegerLayer.Addition.alignment(inputs);
        // A double holds any shifted integer of 16 bits, and every sum below 2^53, exactly; the casts saturate.
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < inputs.size(); i++) {
            least += Math.scalb((double) inputs.get(i).minimum(), alignment.get(i));
            greatest += Math.scalb((double) inputs.get(i).maximum(), alignment.get(i));
        }
        return new AccumulatorRange((long) least, (long) greatest);
    }

    /** Width of a two's complement accumulator that holds the range. */
    public int bits() {
        int forMinimum = 65 - Long.numberOfLeadingZeros(minimum < 0 ? ~minimum : 0);
        int forMaximum = 65 - Long.numberOfLeadingZeros(maximum);
        return Math.max(2, Math.max(forMinimum, forMaximum));
    }
}
