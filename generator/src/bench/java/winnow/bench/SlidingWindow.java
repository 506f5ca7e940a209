package winnow.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.onnx.OnnxGraph;

/**
 * A convolution's or pool's window over a map: along the rows and along the columns.
 *
 * @param name of the TensorFlow node
 */
record SlidingWindow(String name, Axis rows, Axis columns) {
    /**
     * One direction.
     *
     * @param size   of the map
     * @param before positions of padding before the map; {@code after} likewise
     * @param output how many windows there are
     */
    record Axis(int size, int kernel, int stride, int dilation, int before, int after, int output) {
        /**
         * Padding as TensorFlow defines it. SAME: as many windows as strides begun within the map; what must be added for
         * it is halved, the odd position behind the map. VALID: no padding, windows that fit.
         */
        static Axis of(int size, int kernel, int stride, int dilation, boolean same) {
            int span = (kernel - 1) * dilation + 1;
            int output = same ? (size + stride - 1) / stride : (size - span) / stride + 1;
            int padding = same ? Math.max(0, (output - 1) * stride + span - size) : 0;
            return new Axis(size, kernel, stride, dilation, padding / 2, padding - padding / 2, output);
        }
    }

    /**
     * The window of a node that reads a map.
     *
     * @throws InvalidInputException if the axes are in another order than (image, row, column, channel), or the padding is
     *     neither SAME nor VALID, or the window does not fit
     */
    static SlidingWindow of(TensorFlowNode node, Shape map, int kernelHeight, int kernelWidth) {
        String padding = node.text("padding");
        String order = node.text("data_format");
        if (!padding.equals("SAME") && !padding.equals("VALID") || !order.isEmpty() && !order.equals("NHWC")) {
            throw new InvalidInputException("node " + node.name() + ": padding \"" + padding + "\", data format \"" + order
                    + "\"; only SAME or VALID, and NHWC, are converted");
        }
        boolean same = padding.equals("SAME");
        List<Integer> strides = steps(node, "strides");
        List<Integer> dilations = steps(node, "dilations");
        SlidingWindow window = new SlidingWindow(node.name(),
                Axis.of(map.height(), kernelHeight, strides.get(1), dilations.get(1), same),
                Axis.of(map.width(), kernelWidth, strides.get(2), dilations.get(2), same));
        if (window.rows.output < 1 || window.columns.output < 1) {
            throw new InvalidInputException("node " + node.name() + ": its window of " + kernelHeight + " x " + kernelWidth
                    + " does not fit a map of " + map.height() + " x " + map.width());
        }
        return window;
    }

    /** A step for each axis, those of images and channels being 1. */
    private static List<Integer> steps(TensorFlowNode node, String attribute) {
        List<Integer> steps = node.integers(attribute).isEmpty() ? List.of(1, 1, 1, 1) : node.integers(attribute);
        if (steps.size() != 4 || steps.get(0) != 1 || steps.get(3) != 1 || steps.get(1) < 1 || steps.get(2) < 1) {
            throw new InvalidInputException("node " + node.name() + ": " + attribute + " " + steps
                    + "; only [1, rows, columns, 1] is converted");
        }
        return steps;
    }

    Shape output(int channels) {
        return new Shape(channels, rows.output, columns.output);
    }

    /** Attributes of ONNX that pools and convolutions share. */
    List<AttributeProto> attributes() {
        return List.of(OnnxGraph.integers("kernel_shape", rows.kernel, columns.kernel),
                OnnxGraph.integers("strides", rows.stride, columns.stride),
                OnnxGraph.integers("pads", rows.before, columns.before, rows.after, columns.after));
    }

    int[] dilations() {
        return new int[] {rows.dilation, columns.dilation};
    }
}
