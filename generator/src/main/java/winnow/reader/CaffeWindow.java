package winnow.reader;

import java.util.List;
import java.util.Optional;
import winnow.network.Shape;
import winnow.network.Window;

/** Kernel, stride and padding of a convolution or pool as Caffe spells them, and the output sizes that follow. */
final class CaffeWindow {
    private static final int MAXIMUM = Window.MAXIMUM_KERNEL;

    private final MessageFields fields;
    private final String layer;
    private final List<String> problems;

    /**
     * @param layer how messages name the layer, with the place
     */
    CaffeWindow(MessageFields fields, String layer, List<String> problems) {
        this.fields = fields;
        this.layer = layer;
        this.problems = problems;
    }

    /** The window of a convolution or of a pool that is not global; empty if its fields are wrong. */
    Optional<Window> read() {
        int before = problems.size();
        int[] kernel = pair("kernel_size", "kernel_h", "kernel_w", 0, 1);
        int[] stride = pair("stride", "stride_h", "stride_w", 1, 1);
        int[] pad = pair("pad", "pad_h", "pad_w", 0, 0);
        if (problems.size() == before && (kernel[0] == 0 || kernel[1] == 0)) {
            problems.add(layer + " has no kernel_size (nor kernel_h and kernel_w)");
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Window(kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1]));
    }

    /** Height and width: one value for both, two values, or the _h and _w fields. */
    private int[] pair(String both, String height, String width, int otherwise, int least) {
        List<Integer> values = fields.integers(both, least, MAXIMUM);
        boolean separate = fields.has(height) || fields.has(width);
        if (!values.isEmpty() && separate) {
            problems.add(layer + " gives " + both + " and also " + height + " or " + width);
        }
        if (values.size() > 2) {
            problems.add(layer + " gives " + values.size() + " values of " + both + "; a picture has 2 axes");
        }
        if (!values.isEmpty()) {
            fields.harmless(height, width);
            return new int[] {values.get(0), values.get(values.size() - 1)};
        }
        return new int[] {fields.integer(height, otherwise, least, MAXIMUM), fields.integer(width, otherwise, least, MAXIMUM)};
    }

    /** A convolution's output size: rounded down. */
    Optional<Shape> convolved(Window window, Shape input, int outputs) {
        long height = input.height() + 2L * window.padTop() - window.kernelHeight();
        long width = input.width() + 2L * window.padLeft() - window.kernelWidth();
        if (height < 0 || width < 0) {
            problems.add(layer + ": a kernel of " + window.kernelHeight() + " x " + window.kernelWidth() + " with padding "
                    + window.padTop() + ", " + window.padLeft() + " does not fit its input of " + input);
            return Optional.empty();
        }
        return shape(outputs, height / window.strideHeight() + 1, width / window.strideWidth() + 1);
    }

    /** A pool's output size: rounded up, less a last window that would begin beyond the map and its padding (Caffe). */
    Optional<Shape> pooled(Window window, Shape input) {
        if (window.padTop() >= window.kernelHeight() || window.padLeft() >= window.kernelWidth()) {
            problems.add(layer + ": padding " + window.padTop() + ", " + window.padLeft() + " must be less than the kernel of "
                    + window.kernelHeight() + " x " + window.kernelWidth());
            return Optional.empty();
        }
        boolean padded = window.padTop() > 0 || window.padLeft() > 0;
        long height = pooled(input.height(), window.kernelHeight(), window.strideHeight(), window.padTop(), padded);
        long width = pooled(input.width(), window.kernelWidth(), window.strideWidth(), window.padLeft(), padded);
        if ((height - 1) * window.strideHeight() - window.padTop() >= input.height()
                || (width - 1) * window.strideWidth() - window.padLeft() >= input.width()) {
            problems.add(layer + ": its last window lies wholly outside the input of " + input + "; use a smaller stride");
            return Optional.empty();
        }
        return shape(input.channels(), height, width);
    }

    private static long pooled(int input, int kernel, int stride, int pad, boolean padded) {
        long outputs = Math.max(0, Math.floorDiv(input + 2L * pad - kernel + stride - 1, stride)) + 1;
        return padded && (outputs - 1) * stride >= input + pad ? outputs - 1 : outputs;
    }

    private Optional<Shape> shape(int channels, long height, long width) {
        return PlausibleShape.of(layer, new long[] {channels, height, width}, problems);
    }
}
