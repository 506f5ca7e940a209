package winnow.golden;

import java.util.Arrays;
import java.util.List;
import winnow.network.AccumulatorRange;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerNetwork;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;

/**
 * A convolution that visits each non-zero weight once per output channel and applies it to the whole map.
 *
 * <p>The input is laid out first as <i>planes</i>: padded, and split by the phases of the stride, so that what one weight
 * meets is contiguous: plane (channel, ky mod stride, kx mod stride) has {@code pitch} columns, and output (y, x) meets its
 * position (y + ky / stride, x + kx / stride). Accumulators have the same pitch; the columns beyond the output's width
 * hold nothing of use. One weight is then one loop over the map, which the JIT compiler vectorises.
 */
final class SparseConvolution implements GoldenLayer {
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final int[] padding;
    private final int phaseRows;
    private final int phaseColumns;
    private final int pitch;
    private final int planeSize;
    private final int length;
    private final int[] starts;
    private final int[] offsets;
    private final int[] values;
    private final long[] bias;
    private final Requantization requantization;
    private final boolean fitsInt;

    SparseConvolution(Convolution layer, IntegerNetwork network, Tensor input) {
        this.window = layer.window();
        this.input = input.shape();
        this.output = layer.output().shape();
        this.padding = new int[this.input.channels()];
        Arrays.setAll(padding, channel -> network.padding(input.name(), channel));
        this.phaseRows = Math.min(window.strideHeight(), window.kernelHeight());
        this.phaseColumns = Math.min(window.strideWidth(), window.kernelWidth());
        this.pitch = output.width() + (window.kernelWidth() - 1) / window.strideWidth();
        this.planeSize = Math.multiplyExact(pitch, output.height() + (window.kernelHeight() - 1) / window.strideHeight());
        this.length = (output.height() - 1) * pitch + output.width();
        this.bias = layer.bias().toArray();
        this.requantization = layer.requantization();
        AccumulatorRange range = AccumulatorRange.of(layer, input.format());
        this.fitsInt = range.bits() <= Integer.SIZE;
        SparseWeights weights = layer.weights();
        this.starts = weights.outputStarts();
        this.values = weights.codes().stream().map(layer.codebook().values()::get).toArray();
        this.offsets = weights.positions().stream().map(this::offset).toArray();
    }

    /** Where, in all planes together, the weight at a position of the weight tensor meets output (0, 0). */
    private int offset(int position) {
        int kx = position % window.kernelWidth();
        int ky = position / window.kernelWidth() % window.kernelHeight();
        int channel = position / window.taps() % input.channels();
        int plane = (channel * phaseRows + ky % window.strideHeight()) * phaseColumns + kx % window.strideWidth();
        return Math.multiplyExact(plane, planeSize) + ky / window.strideHeight() * pitch + kx / window.strideWidth();
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        int[] planes = planes(inputs.get(0));
        int[] result = new int[output.size()];
        loop.run(output.channels(), (long) values.length * length, (from, to) -> {
            if (fitsInt) {
                accumulateInts(planes, from, to, result);
            } else {
                accumulateLongs(planes, from, to, result);
            }
        });
        return result;
    }

    private int[] planes(int[] map) {
        if (phaseRows * phaseColumns == 1 && planeSize == input.height() * input.width() && pitch == input.width()
                && window.padTop() == 0 && window.padLeft() == 0
                && window.strideHeight() == 1 && window.strideWidth() == 1) {
            return map;
        }
        int[] planes = new int[Math.multiplyExact(Math.multiplyExact(input.channels(), phaseRows * phaseColumns), planeSize)];
        int at = 0;
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int phaseRow = 0; phaseRow < phaseRows; phaseRow++) {
                for (int phaseColumn = 0; phaseColumn < phaseColumns; phaseColumn++) {
                    fillPlane(map, channel, phaseRow, phaseColumn, planes, at);
                    at += planeSize;
                }
            }
        }
        return planes;
    }

    private void fillPlane(int[] map, int channel, int phaseRow, int phaseColumn, int[] planes, int at) {
        for (int i = 0; i < planeSize; i++) {
            int row = i / pitch * window.strideHeight() + phaseRow - window.padTop();
            int column = i % pitch * window.strideWidth() + phaseColumn - window.padLeft();
            boolean inside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
            planes[at + i] = inside ? map[input.index(channel, row, column)] : padding[channel];
        }
    }

    /** The sum fits an int, so sums of ints, which wrap, end up at it whatever happens on the way. */
    private void accumulateInts(int[] planes, int from, int to, int[] result) {
        int[] sums = new int[length];
        for (int channel = from; channel < to; channel++) {
            Arrays.fill(sums, 0);
            int weight = starts[channel];
            for (; weight + 4 <= starts[channel + 1]; weight += 4) {
                addFour(sums, planes, weight);
            }
            for (; weight < starts[channel + 1]; weight++) {
                addOne(sums, planes, offsets[weight], values[weight]);
            }
            for (int row = 0; row < output.height(); row++) {
                int at = output.index(channel, row, 0);
                for (int column = 0; column < output.width(); column++) {
                    result[at + column] = requantization.apply(sums[row * pitch + column] + bias[channel]);
                }
            }
        }
    }

    /** Four weights at a time: a sum is then loaded and stored once for all of them. */
    private void addFour(int[] sums, int[] planes, int weight) {
        addFour(sums, planes, offsets[weight], values[weight], offsets[weight + 1], values[weight + 1], offsets[weight + 2],
                values[weight + 2], offsets[weight + 3], values[weight + 3]);
    }

    private static void addFour(int[] sums, int[] planes, int offset0, int value0, int offset1, int value1, int offset2,
            int value2, int offset3, int value3) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += value0 * planes[offset0 + i] + value1 * planes[offset1 + i] + value2 * planes[offset2 + i]
                    + value3 * planes[offset3 + i];
        }
    }

    private static void addOne(int[] sums, int[] planes, int offset, int value) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += value * planes[offset + i];
        }
    }

    private void accumulateLongs(int[] planes, int from, int to, int[] result) {
        long[] sums = new long[length];
        for (int channel = from; channel < to; channel++) {
            Arrays.fill(sums, 0);
            for (int weight = starts[channel]; weight < starts[channel + 1]; weight++) {
                long value = values[weight];
                int offset = offsets[weight];
                for (int i = 0; i < length; i++) {
                    sums[i] += value * planes[offset + i];
                }
            }
            for (int row = 0; row < output.height(); row++) {
                int at = output.index(channel, row, 0);
                for (int column = 0; column < output.width(); column++) {
                    result[at + column] = requantization.apply(sums[row * pitch + column] + bias[channel]);
                }
            }
        }
    }
}
