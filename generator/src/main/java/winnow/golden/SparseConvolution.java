package winnow.golden;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import winnow.network.AccumulatorRange;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
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
 * hold nothing of use. One weight is then one loop over the map.
 *
 * <p>Where the layer's sums provably fit an int, a long holds a pair of them: position i in its lower half and position
 * i + {@code lane} in its upper half. A product of a weight and such a pair is the pair of products, but for a borrow from
 * the lower half, which taking the pair apart undoes. This halves the multiplications; the JIT compiler of Java 17 does not
 * vectorise the loop, because it cannot tell that planes and sums are different arrays.
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
    private final boolean paired;
    /** Length of the array of sums, a pair counting once. */
    private final int lane;

    SparseConvolution(Convolution layer, IntegerNetwork network, Tensor input) {
        this.window = layer.window();
        this.input = input.shape();
        this.output = layer.output().shape();
        this.padding = new int[this.input.channels()];
        Arrays.setAll(padding, channel -> network.padding(input.name(), channel));
        this.phaseRows = Math.min(window.strideHeight(), window.kernelHeight());
        this.phaseColumns = Math.min(window.strideWidth(), window.kernelWidth());
        this.pitch = output.width() + (window.kernelWidth() - 1) / window.strideWidth();
        int planeRows = output.height() + (window.kernelHeight() - 1) / window.strideHeight();
        requireMemory(layer, (double) this.input.channels() * phaseRows * phaseColumns * pitch * planeRows);
        this.planeSize = pitch * planeRows;
        this.length = (output.height() - 1) * pitch + output.width();
        this.bias = layer.bias().toArray();
        this.requantization = layer.requantization();
        this.paired = AccumulatorRange.of(layer, input.format()).bits() <= Integer.SIZE;
        this.lane = paired ? (length + 1) / 2 : length;
        SparseWeights weights = layer.weights();
        this.starts = weights.outputStarts();
        this.values = weights.codes().stream().map(layer.codebook().values()::get).toArray();
        this.offsets = weights.positions().stream().map(this::offset).toArray();
    }

    private static void requireMemory(Convolution layer, double planes) {
        long bytes = Runtime.getRuntime().maxMemory();
        if (planes > Integer.MAX_VALUE - 8 || planes * Long.BYTES > bytes) {
            throw new InvalidInputException(String.format(Locale.ROOT, "layer %s: its padded input takes %.0f bytes, Java has %d;"
                    + " give it more with -Xmx, or use less padding", layer.name(), planes * Long.BYTES, bytes));
        }
    }

    /** Where, in all planes together, the weight at a position of the weight tensor meets output (0, 0). */
    private int offset(int position) {
        int kx = position % window.kernelWidth();
        int ky = position / window.kernelWidth() % window.kernelHeight();
        int channel = position / window.taps() % input.channels();
        int plane = (channel * phaseRows + ky % window.strideHeight()) * phaseColumns + kx % window.strideWidth();
        return plane * planeSize + ky / window.strideHeight() * pitch + kx / window.strideWidth();
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        long[] planes = planes(inputs.get(0));
        int[] result = new int[output.size()];
        loop.run(output.channels(), (long) values.length * length, (from, to) -> {
            long[] sums = new long[lane];
            for (int channel = from; channel < to; channel++) {
                accumulate(planes, channel, sums);
                writeOut(sums, channel, result);
            }
        });
        return result;
    }

    private long[] planes(int[] map) {
        long[] planes = new long[input.channels() * phaseRows * phaseColumns * planeSize];
        int at = 0;
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int phaseRow = 0; phaseRow < phaseRows; phaseRow++) {
                for (int phaseColumn = 0; phaseColumn < phaseColumns; phaseColumn++) {
                    fillPlane(map, channel, phaseRow, phaseColumn, planes, at);
                    at += planeSize;
                }
            }
        }
        for (int i = 0; paired && i + lane < planes.length; i++) {
            planes[i] += planes[i + lane] << Integer.SIZE;
        }
        return planes;
    }

    private void fillPlane(int[] map, int channel, int phaseRow, int phaseColumn, long[] planes, int at) {
        int left = phaseColumn - window.padLeft();
        for (int planeRow = 0; planeRow * pitch < planeSize; planeRow++) {
            int row = planeRow * window.strideHeight() + phaseRow - window.padTop();
            boolean inside = row >= 0 && row < input.height();
            int start = (channel * input.height() + row) * input.width();
            for (int i = 0; i < pitch; i++) {
                int column = i * window.strideWidth() + left;
                planes[at + planeRow * pitch + i] =
                        inside && column >= 0 && column < input.width() ? map[start + column] : padding[channel];
            }
        }
    }

    private void accumulate(long[] planes, int channel, long[] sums) {
        Arrays.fill(sums, 0);
        int weight = starts[channel];
        // Four weights at a time: a sum is then loaded and stored once for all of them.
        for (; weight + 4 <= starts[channel + 1]; weight += 4) {
            addFour(sums, planes, offsets[weight], values[weight], offsets[weight + 1], values[weight + 1], offsets[weight + 2],
                    values[weight + 2], offsets[weight + 3], values[weight + 3]);
        }
        for (; weight < starts[channel + 1]; weight++) {
            addOne(sums, planes, offsets[weight], values[weight]);
        }
    }

    private static void addFour(long[] sums, long[] planes, int offset0, long value0, int offset1, long value1, int offset2,
            long value2, int offset3, long value3) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += value0 * planes[offset0 + i] + value1 * planes[offset1 + i] + value2 * planes[offset2 + i]
                    + value3 * planes[offset3 + i];
        }
    }

    private static void addOne(long[] sums, long[] planes, int offset, long value) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += value * planes[offset + i];
        }
    }

    private void writeOut(long[] sums, int channel, int[] result) {
        for (int row = 0; row < output.height(); row++) {
            int at = output.index(channel, row, 0);
            for (int column = 0; column < output.width(); column++) {
                result[at + column] = requantization.apply(sum(sums, row * pitch + column) + bias[channel]);
            }
        }
    }

    private long sum(long[] sums, int position) {
        if (!paired) {
            return sums[position];
        }
        long pair = sums[position < lane ? position : position - lane];
        return position < lane ? (int) pair : pair - (int) pair >> Integer.SIZE;
    }
}
