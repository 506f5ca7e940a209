package winnow.golden;

import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer.Addition;
import winnow.network.Ints;
import winnow.network.Requantization;

/** An addition: inputs are shifted to one binary point, added exactly and requantised once. */
final class AlignedSum implements GoldenLayer {
    private final Ints alignment;
    private final Requantization requantization;

    AlignedSum(Addition layer, List<FixedPoint> inputs) {
        this.alignment = Addition.alignment(inputs);
        this.requantization = layer.requantization();
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        int[] result = new int[inputs.get(0).length];
        for (int i = 0; i < result.length; i++) {
            long sum = 0;
            for (int input = 0; input < inputs.size(); input++) {
                sum += (long) inputs.get(input)[i] << alignment.get(input);
            }
            result[i] = requantization.apply(sum);
        }
        return result;
    }
}
