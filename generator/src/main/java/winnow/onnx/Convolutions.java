package winnow.onnx;

import java.util.List;
import winnow.network.Longs;
import winnow.network.Shape;
import winnow.network.Window;

/** Convolutions of two axes. */
final class Convolutions {
    private static final int RANK = 4;

    private Convolutions() {}

    static Operand read(Step step) {
        View view = step.paddableMap(0);
        Constant weights = step.constant(1, "weights");
        Longs dims = weights.dims();
        if (dims.length() != RANK || weights.size() < 1) {
            throw new Refusal("has weights of shape " + dims + "; Winnow reads convolutions of rows and columns, with 4 axes");
        }
        WindowReader window = new WindowReader(step, view, List.of(dims.get(2), dims.get(3)));
        AxisWindow rows = window.rows();
        AxisWindow columns = window.columns();
        if (dims.get(2) != rows.kernel() || dims.get(3) != columns.kernel()) {
            throw new Refusal("attribute kernel_shape = [" + rows.kernel() + ", " + columns.kernel() + "] contradicts its weights of shape " + dims);
        }
        int outputs = (int) dims.get(0);
        int groups = groups(step, view, dims);
        Shape shape = Joins.plausible(new long[] {outputs, rows.outputs(false), columns.outputs(false)});
        Kernel kernel = new Kernel(weights.floats(), outputs, groups, rows.convolved(), columns.convolved());
        return step.add(DraftWeights.convolution(step.layerName(), view.feature(), step.output(), shape, window(rows, columns), kernel,
                Affine.offsets(bias(step, outputs))));
    }

    private static int groups(Step step, View view, Longs dims) {
        long groups = step.attributes().integer("group", 1);
        int channels = view.feature().shape().channels();
        if (groups < 1 || groups > channels || groups * dims.get(1) != channels || dims.get(0) % groups != 0) {
            throw new Refusal("attribute group = " + groups + " does not fit weights of shape " + dims + " and an input of " + channels
                    + " channels");
        }
        return (int) groups;
    }

    private static Window window(AxisWindow rows, AxisWindow columns) {
        Taps vertical = rows.convolved();
        Taps horizontal = columns.convolved();
        return new Window(vertical.size(), horizontal.size(), rows.stride(), columns.stride(), rows.pad(vertical), columns.pad(horizontal));
    }

    private static double[] bias(Step step, int outputs) {
        double[] bias = new double[outputs];
        step.optionalConstant(2, "bias").ifPresent(constant -> {
            if (constant.dims().length() != 1 || constant.size() != outputs) {
                throw new Refusal("has a bias of shape " + constant.dims() + " for " + outputs + " outputs");
            }
            float[] floats = constant.floats();
            for (int i = 0; i < outputs; i++) {
                bias[i] = floats[i];
            }
        });
        return bias;
    }
}
