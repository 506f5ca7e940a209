package winnow.planner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.compress.WeightEncoding;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/**
 * A sparse convolution on R x V lanes that share one weight a clock.
 *
 * @param steps clocks of the weight decoder for each output channel
 */
public record ConvolutionPlan(
        Operation operation,
        WindowGeometry geometry,
        WeightEncoding encoding,
        Ints steps,
        WeightWidths widths)
        implements WindowPlan {
    /** Plans a convolution with the given tile, its weights in their smallest encoding. */
    static ConvolutionPlan of(Operation operation, StreamOrder input, int rows, int columns, int pixels) {
        IntegerLayer.Convolution layer = (IntegerLayer.Convolution) operation.layers().get(0);
        FixedPoint format = operation.input().format();
        WeightEncoding encoding = WeightEncoding.smallest(layer.weights(), layer.codebook());
        StreamOrder.Tiled output = new StreamOrder.Tiled(layer.output().shape(), rows, columns, pixels);
        return new ConvolutionPlan(operation, WindowGeometry.of(input, output, layer.window()), encoding,
                Ints.of(ChannelSteps.of(layer.weights(), encoding)), WeightWidths.of(layer, format));
    }

    /** The same layer with another input stream and tile. */
    ConvolutionPlan withTile(StreamOrder input, int rows, int columns, int pixels) {
        StreamOrder.Tiled output = new StreamOrder.Tiled(operation.output().shape(), rows, columns, pixels);
        return new ConvolutionPlan(
                operation, WindowGeometry.of(input, output, layer().window()), encoding, steps, widths);
    }

    /** The convolution. */
    public IntegerLayer.Convolution layer() {
        return (IntegerLayer.Convolution) operation.layers().get(0);
    }

    @Override
    public ConvolutionPlan withSuperrows(int superrows) {
        return new ConvolutionPlan(operation, geometry.withSuperrows(superrows), encoding, steps, widths);
    }

    @Override
    public int lanes() {
        return output().rows() * output().columns();
    }

    /** Clocks of work of each output channel's tile. */
    ChannelWork work() {
        return new ChannelWork(steps.toArray());
    }

    @Override
    public long groupCycles(int rows) {
        return work().groupCycles(output(), rows);
    }

    @Override
    public long payloadBits() {
        return encoding.bits(layer().weights(), layer().codebook());
    }

    /** Entries of each output channel as the channel's count memory has them. */
    public int[] counts() {
        return Arrays.stream(encoding.entriesPerOutput(layer().weights())).mapToInt(Math::toIntExact).toArray();
    }

    /** Bits of a word of the bitmask. */
    public int maskWidth() {
        return ChannelSteps.maskWidth(layer().weights());
    }

    /** Bits of a tap: line-buffer word of the channel, ky, kx. */
    public int tapBits() {
        return Bits.index(geometry.rowWords()) + Bits.index(layer().window().kernelHeight())
                + Bits.index(layer().window().kernelWidth());
    }

    @Override
    public long tableBits() {
        SparseWeights weights = layer().weights();
        int countBits = encoding instanceof WeightEncoding.Dense ? 0 : Bits.unsigned(Arrays.stream(counts()).max().orElseThrow());
        return payloadBits() + (long) weights.outputs() * (countBits + widths.accumulator())
                + (long) layer().codebook().size() * widths.weight() + (long) weights.perOutput() * tapBits();
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("encoding", encoding.label());
        details.put("entries", encoding.entries(layer().weights()));
        details.put("decoder_clocks", steps.stream().mapToLong(step -> Math.max(step, 1)).sum());
        details.put("weight_bits", widths.weight());
        details.put("accumulator_bits", widths.accumulator());
        details.put("line_buffer_rows", geometry.superrows() * geometry.superrowRows());
        details.put("line_buffer_word_pixels", geometry.wordPixels());
        return details;
    }
}
