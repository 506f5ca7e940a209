package winnow.planner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.encode.PackedWeights;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.Ints;
import winnow.network.SparseWeights;
import winnow.network.Window;

/**
 * A sparse convolution on R x V lanes that share one weight a clock; or several convolutions of one tensor, each a range of
 * the output channels.
 *
 * @param weights   of all ranges, one a clock
 * @param decoder   widths of what decodes them
 * @param loaded    whether the weights are loaded at start, in which case their memory has no contents of its own
 * @param pairs     whether two lanes share a multiplier
 * @param positions of an output channel of each range
 * @param tapTable  whether a table says which tap a position is; if not, the position is made of channel, ky and kx
 * @param work      clocks of each output channel's tile: one for each weight
 */
public record ConvolutionPlan(
        Operation operation,
        WindowGeometry geometry,
        PackedWeights weights,
        boolean loaded,
        boolean pairs,
        DecoderWidths decoder,
        Ints positions,
        boolean tapTable,
        WeightWidths widths,
        ChannelWork work)
        implements WindowPlan {
    private static final int WIDE_OPERAND = 27;
    private static final int NARROW_OPERAND = 18;

    /** Plans convolutions with the given tile. */
    static ConvolutionPlan of(Operation operation, StreamOrder input, int rows, int columns, int pixels) {
        List<Convolution> ranges = ranges(operation);
        StreamOrder.Tiled output = new StreamOrder.Tiled(operation.output().shape(), rows, columns, pixels);
        WindowGeometry geometry = WindowGeometry.ofTaps(input, output, window(ranges));
        ConvolutionPlan plan = of(operation, geometry, ranges.stream().map(Convolution::weights).toList(), true);
        return spaced(ranges, geometry).map(weights -> of(operation, geometry, List.of(weights), false))
                .filter(spaced -> spaced.tableBits() < plan.tableBits()).orElse(plan);
    }

    private static ConvolutionPlan of(
            Operation operation, WindowGeometry geometry, List<SparseWeights> kernels, boolean tapTable) {
        Ints positions = Ints.of(kernels.stream().mapToInt(SparseWeights::perOutput).toArray());
        PackedWeights weights = PackedWeights.of(kernels);
        return new ConvolutionPlan(operation, geometry, weights, false, false, DecoderWidths.of(weights, positions), positions, tapTable,
                WeightWidths.of(ranges(operation), operation.input().format()), new ChannelWork(weights.entries().toArray()));
    }

    /**
     * The weights at positions made of channel, ky and kx, each of the last two in bits of its own: gaps grow a little, but no
     * table of taps is needed. Possible where every row of the output is one tile, so that a channel is a word of the line
     * buffer, or a power of two of words, and no padding is read, whose pixels the table would hold.
     */
    private static Optional<SparseWeights> spaced(List<Convolution> ranges, WindowGeometry geometry) {
        SparseWeights weights = ranges.get(0).weights();
        int height = weights.inputs() > 1 ? Bits.powerOfTwo(weights.kernelHeight()) : weights.kernelHeight();
        int width = weights.inputs() * height > 1 ? Bits.powerOfTwo(weights.kernelWidth()) : weights.kernelWidth();
        boolean possible = ranges.size() == 1 && geometry.output().shape().width() == 1 && !geometry.leavesMap()
                && (long) weights.outputs() * weights.inputs() * height * width <= Integer.MAX_VALUE;
        return possible ? Optional.of(weights.inKernel(height, width)) : Optional.empty();
    }

    /** The same operation with another input stream and tile. */
    ConvolutionPlan withTile(StreamOrder input, int rows, int columns, int pixels) {
        StreamOrder.Tiled output = new StreamOrder.Tiled(operation.output().shape(), rows, columns, pixels);
        return with(WindowGeometry.ofTaps(input, output, geometry.window()));
    }

    private ConvolutionPlan with(WindowGeometry other) {
        return new ConvolutionPlan(operation, other, weights, loaded, pairs, decoder, positions, tapTable, widths, work);
    }

    /** The same engine with weights that are loaded at start, in words of the link's units: see {@link LoadMap}. */
    ConvolutionPlan withLoadedWeights() {
        List<SparseWeights> kernels = tapTable ? ranges().stream().map(Convolution::weights).toList()
                : List.of(spaced(ranges(), geometry).orElseThrow());
        PackedWeights units = PackedWeights.inUnits(kernels, LoadMap.UNIT_BITS);
        return new ConvolutionPlan(operation, geometry, units, true, pairs, DecoderWidths.of(units, positions), positions, tapTable,
                widths, work);
    }

    /**
     * The same engine with two lanes for a multiplier of {@value #WIDE_OPERAND} x {@value #NARROW_OPERAND} bits, as Xilinx
     * UltraScale+ has them, if pixels are unsigned and both products find room in it; else this one.
     */
    ConvolutionPlan withPairs() {
        boolean possible = lanes() > 1 && !inputFormat().signed() && widths.weight() <= NARROW_OPERAND
                && 2 * inputFormat().bits() + widths.weight() + 1 <= WIDE_OPERAND;
        return new ConvolutionPlan(operation, geometry, weights, loaded, possible, decoder, positions, tapTable, widths, work);
    }

    @Override
    public int multipliers() {
        return pairs ? (lanes() + 1) / 2 : lanes();
    }

    /** The convolutions, in the order of their output channels. */
    public List<Convolution> ranges() {
        return ranges(operation);
    }

    private static List<Convolution> ranges(Operation operation) {
        return operation.layers().stream().map(Convolution.class::cast).toList();
    }

    /** The least window that holds all windows, laid over each other so that they have their padding in common. */
    private static Window window(List<Convolution> ranges) {
        List<Window> windows = ranges.stream().map(Convolution::window).toList();
        int padTop = windows.stream().mapToInt(Window::padTop).max().orElseThrow();
        int padLeft = windows.stream().mapToInt(Window::padLeft).max().orElseThrow();
        int height = windows.stream().mapToInt(window -> padTop - window.padTop() + window.kernelHeight()).max().orElseThrow();
        int width = windows.stream().mapToInt(window -> padLeft - window.padLeft() + window.kernelWidth()).max().orElseThrow();
        return new Window(height, width, windows.get(0).strideHeight(), windows.get(0).strideWidth(), padTop, padLeft);
    }

    @Override
    public ConvolutionPlan withSuperrows(int superrows) {
        return with(geometry.withSuperrows(superrows));
    }

    @Override
    public int lanes() {
        return output().rows() * output().columns();
    }

    @Override
    public long groupCycles(int rows) {
        return work.groupCycles(output(), rows);
    }

    @Override
    public String encoding() {
        return "packed";
    }

    @Override
    public long payloadBits() {
        return weights.bits();
    }

    /** Bits of a tap: line-buffer word of the channel, ky, kx. */
    public int tapBits() {
        return Bits.index(geometry.rowWords()) + Bits.index(geometry.window().kernelHeight())
                + Bits.index(geometry.wordKernelWidth());
    }

    /** Words of the codebook memory, which is addressed by range and rank. */
    public int codebookWords() {
        int last = weights.ranges().size() - 1;
        return (last << decoder.code()) + weights.ranges().get(last).codes().length();
    }

    @Override
    public long tableBits() {
        int channelBits = decoder.length() + decoder.count() + widths.accumulator();
        long taps = tapTable ? positions.stream().asLongStream().sum() * tapBits() : 0;
        return payloadBits() + decoder.tableBits(weights.ranges().size()) + (long) weights.words().length() * channelBits
                + (long) codebookWords() * widths.weight() + taps;
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("encoding", encoding());
        details.put("word_bits", weights.wordBits());
        details.put("weights_loaded", loaded);
        details.put("lanes_in_pairs", pairs);
        details.put("decoder_clocks", weights.entries().stream().mapToLong(step -> Math.max(step, 1)).sum());
        details.put("weight_bits", widths.weight());
        details.put("accumulator_bits", widths.accumulator());
        details.put("line_buffer_rows", geometry.superrows() * geometry.superrowRows());
        details.put("line_buffer_word_pixels", geometry.wordPixels());
        return details;
    }
}
