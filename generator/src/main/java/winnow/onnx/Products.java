package winnow.onnx;

import java.util.Arrays;
import java.util.Optional;
import winnow.network.Longs;

/** Products of a row of values with a constant matrix: fully-connected layers. */
final class Products {
    private Products() {}

    /** {@code alpha x A x B + beta x C}. */
    static Operand gemm(Step step) {
        View view = step.row(0);
        boolean transposed = step.attributes().integer("transB", 0) != 0;
        Constant matrix = matrix(step, transposed ? 1 : 0, view);
        int outputs = (int) matrix.dims().get(transposed ? 0 : 1);
        double[] alphas = new double[outputs];
        Arrays.fill(alphas, step.attributes().real("alpha", 1));
        double[] bias = bias(step.optionalConstant(2, "bias"), outputs, step.attributes().real("beta", 1));
        float[] weights = transposed ? matrix.floats() : transposed(matrix);
        return product(step, view, weights, Affine.factors(alphas).then(Affine.offsets(bias)));
    }

    static Operand matMul(Step step) {
        View view = step.row(0);
        Constant matrix = matrix(step, 0, view);
        return product(step, view, transposed(matrix), Affine.offsets(new double[(int) matrix.dims().get(1)]));
    }

    private static View product(Step step, View view, float[] weights, Affine affine) {
        Kernel kernel = new Kernel(weights, affine.size(), 1, Taps.ONE, Taps.ONE);
        View product = step.add(DraftWeights.fullyConnected(step.layerName(), view.feature(), step.output(), kernel, affine));
        return product.with(Longs.of(1, affine.size()));
    }

    /** @param inputAxis the axis of the matrix along which the sum runs */
    private static Constant matrix(Step step, int inputAxis, View view) {
        Constant matrix = step.constant(1, "weights");
        if (matrix.dims().length() != 2 || matrix.size() < 1 || matrix.dims().get(inputAxis) != view.dims().get(1)) {
            throw new Refusal("has weights of shape " + matrix.dims() + " for an input of " + view.dims());
        }
        return matrix;
    }

    private static float[] transposed(Constant matrix) {
        float[] values = matrix.floats();
        int inputs = (int) matrix.dims().get(0);
        int outputs = (int) matrix.dims().get(1);
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % outputs * inputs + i / outputs] = values[i];
        }
        return transposed;
    }

    private static double[] bias(Optional<Constant> constant, int outputs, float beta) {
        double[] bias = new double[outputs];
        if (constant.isEmpty()) {
            return bias;
        }
        Longs dims = constant.get().dims();
        int size = constant.get().size();
        boolean row = dims.length() < 2 || dims.length() == 2 && dims.get(0) == 1;
        if (!row || size != 1 && size != outputs) {
            throw new Refusal("has a bias of shape " + dims + " for " + outputs + " outputs");
        }
        float[] floats = constant.get().floats();
        Arrays.setAll(bias, i -> (double) floats[size == 1 ? 0 : i] * beta);
        return bias;
    }
}
