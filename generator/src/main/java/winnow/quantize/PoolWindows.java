package winnow.quantize;

import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.Window;

/** Maxima and sums over the windows of a pool; positions outside the map do not take part. */
public final class PoolWindows {
    private final Shape input;
    private final Shape output;
    private final Window window;

    public PoolWindows(Layer.Pool layer, Shape input) {
        this.input = input;
        this.output = layer.outputShape();
        this.window = layer.window();
    }

    /** The greatest value of each window. */
    float[] maxima(float[] values) {
        float[] maxima = new float[output.size()];
        forEachWindow((index, map, top, bottom, left, right) -> {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int row = top; row < bottom; row++) {
                for (int column = left; column < right; column++) {
                    greatest = Math.max(greatest, values[map + row * input.width() + column]);
                }
            }
            maxima[index] = greatest;
        });
        return maxima;
    }

    /** The sum of each window. */
    double[] sums(float[] values) {
        double[] sums = new double[output.size()];
        forEachWindow((index, map, top, bottom, left, right) -> {
            double sum = 0;
            for (int row = top; row < bottom; row++) {
                for (int column = left; column < right; column++) {
                    sum += values[map + row * input.width() + column];
                }
            }
            sums[index] = sum;
        });
        return sums;
    }

    /**
     * By how much Caffe divides the sum of a window: the positions in it that belong to the map or its declared padding;
     * a window that hangs over the far edge of that has fewer.
     */
    public int divisor(int row, int column) {
        return extent(row, window.strideHeight(), window.kernelHeight(), window.padTop(), input.height())
                * extent(column, window.strideWidth(), window.kernelWidth(), window.padLeft(), input.width());
    }

    private static int extent(int position, int stride, int kernel, int pad, int size) {
        int start = position * stride - pad;
        return Math.min(start + kernel, size + pad) - start;
    }

    private interface WindowVisitor {
        /** A window of the output at the index: rows and columns of the map that begins at the given place. */
        void visit(int index, int map, int top, int bottom, int left, int right);
    }

    private void forEachWindow(WindowVisitor visitor) {
        for (int channel = 0; channel < output.channels(); channel++) {
            for (int row = 0; row < output.height(); row++) {
                int top = row * window.strideHeight() - window.padTop();
                int bottom = Math.min(top + window.kernelHeight(), input.height());
                for (int column = 0; column < output.width(); column++) {
                    int left = column * window.strideWidth() - window.padLeft();
                    int right = Math.min(left + window.kernelWidth(), input.width());
                    visitor.visit(output.index(channel, row, column), input.index(channel, 0, 0),
                            Math.max(top, 0), bottom, Math.max(left, 0), right);
                }
            }
        }
    }
}
