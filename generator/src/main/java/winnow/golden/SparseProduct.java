package winnow.golden;

import java.util.List;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.Requantization;
import winnow.network.SparseWeights;

/** A matrix x vector product over the non-zero weights only. */
final class SparseProduct implements GoldenLayer {
    private final int outputs;
    private final int[] starts;
    private final int[] columns;
    private final int[] values;
    private final long[] bias;
    private final Requantization requantization;

    SparseProduct(FullyConnected layer) {
        SparseWeights weights = layer.weights();
        this.outputs = weights.outputs();
        this.starts = weights.outputStarts();
        this.columns = weights.positions().stream().map(position -> position % weights.inputs()).toArray();
        this.values = weights.codes().stream().map(layer.codebook().values()::get).toArray();
        this.bias = layer.bias().toArray();
        this.requantization = layer.requantization();
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        int[] vector = inputs.get(0);
        int[] result = new int[outputs];
        loop.run(outputs, values.length, (from, to) -> {
            for (int output = from; output < to; output++) {
                long sum = bias[output];
                for (int weight = starts[output]; weight < starts[output + 1]; weight++) {
                    sum += (long) values[weight] * vector[columns[weight]];
                }
                result[output] = requantization.apply(sum);
            }
        });
        return result;
    }
}
