package winnow.quantize;

import java.util.Arrays;
import winnow.network.Ints;
import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.SparseWeights;

/**
 * The network's input as the hardware gets it, RGB pixels without mean, and what that makes of the layers that read it:
 * their input channels are permuted, and the mean goes into their bias.
 */
final class HardwareInput {
    private final InputTransform transform;
    private final Shape shape;

    HardwareInput(InputTransform transform, Shape shape) {
        this.transform = transform;
        this.shape = shape;
    }

    /** The mean of each hardware channel, rounded: what stands outside the image. */
    Ints padding() {
        int[] padding = new int[shape.channels()];
        for (int channel = 0; channel < padding.length; channel++) {
            padding[channel] = (int) Math.rint(mean(channel));
        }
        return Ints.of(padding);
    }

    private double mean(int hardwareChannel) {
        return transform.mean(transform.order().imageChannel(hardwareChannel, shape.channels()));
    }

    /** The layer with its weights in the order of the hardware's channels, positions ascending again. */
    Layer.Weighted permuted(Layer.Weighted layer) {
        SparseWeights weights = layer.weights();
        long[] entries = new long[weights.nonzeros()];
        for (int i = 0; i < entries.length; i++) {
            int position = weights.positions().get(i);
            int rest = position % weights.perOutput();
            int span = span(layer);
            int channel = transform.order().imageChannel(rest / span, shape.channels());
            long moved = position - rest + (long) channel * span + rest % span;
            entries[i] = moved << 32 | weights.codes().get(i);
        }
        Arrays.sort(entries);
        SparseWeights sorted = new SparseWeights(weights.outputs(), weights.inputs(), weights.kernelHeight(), weights.kernelWidth(),
                Ints.of(Arrays.stream(entries).mapToInt(entry -> (int) (entry >> 32)).toArray()),
                Ints.of(Arrays.stream(entries).mapToInt(entry -> (int) entry).toArray()), weights.indexBits(), weights.parameters());
        return new Layer.Weighted(layer.name(), layer.input(), layer.output(), layer.outputShape(), layer.fullyConnected(),
                layer.window(), sorted, layer.codebook(), layer.paddingCode(), layer.bias(), layer.clamp());
    }

    /** Weights of one output that belong to one input channel. */
    private int span(Layer.Weighted layer) {
        return layer.weights().perOutput() / shape.channels();
    }

    /** For each output of a permuted layer the sum of weight x mean, exact for means that are integers. */
    double[] weightedMeans(Layer.Weighted permuted, Ints codebook) {
        SparseWeights weights = permuted.weights();
        double[] sums = new double[weights.outputs()];
        for (int i = 0; i < weights.nonzeros(); i++) {
            int position = weights.positions().get(i);
            int channel = position % weights.perOutput() / span(permuted);
            sums[position / weights.perOutput()] += codebook.get(weights.codes().get(i)) * mean(channel);
        }
        return sums;
    }
}
