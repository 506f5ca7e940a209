package winnow.onnx;

import java.util.Collections;
import java.util.List;
import winnow.network.Window;

/** Kernel, strides, padding and dilations of a node, as Conv, MaxPool and AveragePool spell them, for a map of two axes. */
final class WindowReader {
    private static final int AXES = 2;

    private final OnnxAttributes attributes;
    private final View view;
    private final List<Long> kernel;
    private final List<Long> strides;
    private final List<Long> dilations;
    private final List<Long> pads;
    private final String automatic;

    /** @param kernel number of taps of each axis, if the attribute does not say */
    WindowReader(Step step, View view, List<Long> kernel) {
        this.view = view;
        attributes = step.attributes();
        this.kernel = numbers("kernel_shape", kernel, 1);
        strides = numbers("strides", Collections.nCopies(AXES, 1L), 1);
        dilations = numbers("dilations", Collections.nCopies(AXES, 1L), 1);
        pads = numbers("pads", Collections.nCopies(2 * AXES, 0L), 0);
        automatic = attributes.text("auto_pad", "NOTSET");
    }

    AxisWindow rows() {
        return axis(0, view.feature().shape().height(), view.padding().top(), view.padding().bottom());
    }

    AxisWindow columns() {
        return axis(1, view.feature().shape().width(), view.padding().left(), view.padding().right());
    }

    /** One number for each end of each axis, or the default. */
    private List<Long> numbers(String name, List<Long> otherwise, int least) {
        List<Long> numbers = attributes.integers(name).orElse(otherwise);
        if (numbers.size() != otherwise.size()) {
            throw new Refusal("attribute " + name + " = " + numbers + " has " + numbers.size() + " values; a map of rows and columns has "
                    + otherwise.size());
        }
        for (long number : numbers) {
            if (number < least || number > Window.MAXIMUM_KERNEL) {
                throw new Refusal("attribute " + name + " = " + numbers + " is outside " + least + ".." + Window.MAXIMUM_KERNEL);
            }
        }
        return numbers;
    }

    private AxisWindow axis(int axis, int size, int padBefore, int padAfter) {
        AxisWindow bare = new AxisWindow(size, number(kernel, axis), number(strides, axis), number(dilations, axis), 0, 0);
        AxisWindow enlarged = bare.padded(padBefore, padAfter);
        return switch (automatic) {
            case "SAME_UPPER", "SAME_LOWER" -> same(enlarged, automatic.equals("SAME_UPPER"));
            case "VALID" -> enlarged;
            default -> enlarged.padded(number(pads, axis), number(pads, AXES + axis));
        };
    }

    /** As much padding as keeps input / stride outputs, the odd one at the end or at the beginning. */
    private static AxisWindow same(AxisWindow axis, boolean oddAtEnd) {
        int size = axis.input() + axis.before() + axis.after();
        int outputs = (size + axis.stride() - 1) / axis.stride();
        int total = Math.max(0, (outputs - 1) * axis.stride() + axis.extent() - size);
        int less = total / 2;
        return oddAtEnd ? axis.padded(less, total - less) : axis.padded(total - less, less);
    }

    private static int number(List<Long> numbers, int index) {
        return (int) (long) numbers.get(index);
    }
}
