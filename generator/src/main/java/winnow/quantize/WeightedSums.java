package winnow.quantize;

import java.util.stream.IntStream;
import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Window;

/**
 * The sums of weight x activation of one layer, without bias, in doubles: for integers of at most 53 bits exact, so one
 * implementation serves the float network and its integer image.
 *
 * <p>The input is copied, with its padding, into planes, one for each place in the stride's raster. Within a plane
 * neighbouring outputs read neighbouring inputs, and a weight is one multiply-add over a whole map at a fixed offset.
 * (Some of its sums, between the end of a row and the next, are of no use and dropped.)
 */
final class WeightedSums {
    private final Shape input;
    private final Shape output;
    private final Window window;
    private final int pitch;
    private final int plane;
    private final int[] starts;
    private final int[] codes;
    private final int[] offsets;

    WeightedSums(Layer.Weighted layer, Shape layerInput) {
        this(layer.weights(), layer.window(), layer.fullyConnected() ? Shape.vector(layerInput.size()) : layerInput,
                layer.outputShape());
    }

    private WeightedSums(SparseWeights weights, Window window, Shape input, Shape output) {
        this.input = input;
        this.output = output;
        this.window = window;
        pitch = output.width() + (window.kernelWidth() - 1) / window.strideWidth();
        plane = pitch * (output.height() + (window.kernelHeight() - 1) / window.strideHeight());
        starts = weights.outputStarts();
        codes = weights.codes().stream().toArray();
        offsets = weights.positions().stream().map(position -> offset(position % weights.perOutput())).toArray();
    }

    private int offset(int position) {
        int kx = position % window.kernelWidth();
        int ky = position / window.kernelWidth() % window.kernelHeight();
        int channel = position / window.taps();
        return planeStart(channel, ky, kx) + ky / window.strideHeight() * pitch + kx / window.strideWidth();
    }

    private int planeStart(int channel, int y, int x) {
        int row = channel * window.strideHeight() + y % window.strideHeight();
        return (row * window.strideWidth() + x % window.strideWidth()) * plane;
    }

    /**
     * The sums in (output, row, column) order.
     *
     * @param codebook what each code is worth
     * @param padding  per input channel, what stands outside the map
     */
    double[] of(float[] activations, double[] codebook, double[] padding) {
        double[] padded = padded(activations, padding);
        double[] sums = new double[output.size()];
        IntStream.range(0, output.channels()).parallel().forEach(channel -> sum(channel, padded, codebook, sums));
        return sums;
    }

    private void sum(int channel, double[] padded, double[] codebook, double[] sums) {
        int length = (output.height() - 1) * pitch + output.width();
        double[] map = new double[length];
        for (int i = starts[channel]; i < starts[channel + 1]; i++) {
            multiplyAdd(map, codebook[codes[i]], padded, offsets[i]);
        }
        for (int row = 0; row < output.height(); row++) {
            System.arraycopy(map, row * pitch, sums, output.index(channel, row, 0), output.width());
        }
    }

    private static void multiplyAdd(double[] map, double weight, double[] padded, int offset) {
        for (int i = 0; i < map.length; i++) {
            map[i] += weight * padded[offset + i];
        }
    }

    private double[] padded(float[] activations, double[] padding) {
        double[] padded = new double[Math.multiplyExact(input.channels() * window.strideHeight() * window.strideWidth(), plane)];
        int height = (output.height() - 1) * window.strideHeight() + window.kernelHeight();
        int width = (output.width() - 1) * window.strideWidth() + window.kernelWidth();
        for (int channel = 0; channel < input.channels(); channel++) {
            for (int y = 0; y < height; y++) {
                int row = y - window.padTop();
                for (int x = 0; x < width; x++) {
                    int column = x - window.padLeft();
                    boolean inside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
                    padded[planeStart(channel, y, x) + y / window.strideHeight() * pitch + x / window.strideWidth()] =
                            inside ? activations[input.index(channel, row, column)] : padding[channel];
                }
            }
        }
        return padded;
    }
}
