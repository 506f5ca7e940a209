package winnow.onnx;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import winnow.network.Longs;
import winnow.network.Shape;
import winnow.network.Window;

/** Maximum and average pools. */
final class Pools {
    private Pools() {}

    static Operand maximum(Step step) {
        return windowed(step, false);
    }

    static Operand average(Step step) {
        return windowed(step, true);
    }

    static Operand globalMaximum(Step step) {
        return global(step, false);
    }

    static Operand globalAverage(Step step) {
        return global(step, true);
    }

    /** The mean over rows and columns. */
    static Operand reduceMean(Step step) {
        View view = step.map(0);
        Optional<List<Long>> axes = step.numbers("axes", 1, "axes");
        TreeSet<Integer> places = new TreeSet<>();
        axes.orElse(List.of()).forEach(axis -> places.add(Dims.axis(axis, view.dims().length())));
        if (!places.equals(new TreeSet<>(List.of(2, 3)))) {
            throw new Refusal("attribute axes = " + axes.map(Object::toString).orElse("(all)")
                    + " is not supported; only rows and columns, [2, 3]");
        }
        View mean = global(step, true);
        return step.attributes().integer("keepdims", 1) != 0 ? mean : mean.with(Longs.of(1, view.feature().shape().channels()));
    }

    private static View windowed(Step step, boolean average) {
        View view = step.map(0);
        if (!step.attributes().has("kernel_shape")) {
            throw new Refusal("has no attribute kernel_shape");
        }
        WindowReader window = new WindowReader(step, view, List.of(1L, 1L));
        boolean roundedUp = step.attributes().integer("ceil_mode", 0) != 0;
        AxisWindow rows = window.rows();
        AxisWindow columns = window.columns();
        requireOverlap(step, rows);
        requireOverlap(step, columns);
        if (average) {
            requireDivisor(step, rows, rows.pooled(roundedUp));
            requireDivisor(step, columns, columns.pooled(roundedUp));
        }
        return pool(step, view, average, rows, columns, roundedUp);
    }

    /** Where windows leave gaps, the padding that the standard computes is negative: some programs then crop the map, some do not. */
    private static void requireOverlap(Step step, AxisWindow axis) {
        String automatic = step.attributes().text("auto_pad", "NOTSET");
        if (automatic.startsWith("SAME") && axis.kernel() < axis.stride()) {
            throw new Refusal("attribute auto_pad = " + automatic + " with a stride of " + axis.stride() + " above the kernel of "
                    + axis.kernel() + " does not say what the padding is; give pads instead");
        }
    }

    private static void requireDivisor(Step step, AxisWindow axis, int outputs) {
        boolean paddingCounts = step.attributes().integer("count_include_pad", 0) != 0;
        String attribute = "attribute count_include_pad = " + (paddingCounts ? 1 : 0) + " with padding " + axis.before() + " and "
                + axis.after();
        if (paddingCounts && axis.overhangs(outputs) && step.operatorSet() < OnnxModel.AVERAGE_POOL_DEFINED) {
            throw new Refusal(attribute + " and ceil_mode = 1 does not say what the last window is divided by before operator set "
                    + OnnxModel.AVERAGE_POOL_DEFINED + "; convert the model with onnx.version_converter");
        }
        if (!axis.averagesAlike(outputs, paddingCounts)) {
            throw new Refusal(attribute + " is not supported; Winnow's averages count equal padding at both ends, as"
                    + " count_include_pad = 1 does");
        }
    }

    private static View global(Step step, boolean average) {
        View view = step.map(0);
        Shape shape = view.feature().shape();
        return pool(step, view, average, AxisWindow.whole(shape.height()), AxisWindow.whole(shape.width()), false);
    }

    private static View pool(Step step, View view, boolean average, AxisWindow rows, AxisWindow columns, boolean roundedUp) {
        Shape shape = new Shape(view.feature().shape().channels(), rows.pooled(roundedUp), columns.pooled(roundedUp));
        Window window = new Window(rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.before(), columns.before());
        return step.add(new DraftPool(step.layerName(), view.feature(), step.output(), shape, average, window));
    }
}
