package winnow.compress;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import winnow.network.FloatWeights;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.SparseWeights;

/**
 * A layer's weights {@code [outputs][inputs][kernelHeight][kernelWidth]} as the matrix whose low rank makes two layers of it:
 * a row for every input and kernel row, a column for every output and kernel column. With a kernel of 1 x 1, as a
 * fully-connected layer has it, that is the transposed matrix of the layer.
 */
final class WeightMatrix {
    private final Layer.Weighted layer;
    private final SparseWeights sizes;

    WeightMatrix(Layer.Weighted layer) {
        this.layer = layer;
        sizes = layer.weights();
    }

    /** Inputs x kernel rows. */
    int rows() {
        return sizes.inputs() * sizes.kernelHeight();
    }

    /** Outputs x kernel columns. */
    int columns() {
        return sizes.outputs() * sizes.kernelWidth();
    }

    private DMatrixRMaj matrix() {
        DMatrixRMaj matrix = new DMatrixRMaj(rows(), columns());
        float[] weights = layer.denseWeights();
        int next = 0;
        for (int output = 0; output < sizes.outputs(); output++) {
            for (int row = 0; row < rows(); row++) {
                for (int kx = 0; kx < sizes.kernelWidth(); kx++) {
                    matrix.unsafe_set(row, output * sizes.kernelWidth() + kx, weights[next++]);
                }
            }
        }
        return matrix;
    }

    /** Descending. */
    double[] singularValues() {
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition = decomposed(false);
        double[] values = decomposition.getSingularValues();
        SingularOps_DDRM.descendingOrder(null, false, values, decomposition.numberOfSingularValues(), null, false);
        return values;
    }

    /**
     * The best factors of a rank: the largest singular values, the root of each in both factors, so that neither has much
     * larger values than the other.
     *
     * @param rank 1 to the lesser of rows and columns
     */
    Factors factors(int rank) {
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition = decomposed(true);
        DMatrixRMaj left = decomposition.getU(null, false);
        DMatrixRMaj right = decomposition.getV(null, true);
        double[] values = decomposition.getSingularValues();
        SingularOps_DDRM.descendingOrder(left, false, values, decomposition.numberOfSingularValues(), right, true);
        float[] first = new float[rank * rows()];
        float[] second = new float[columns() * rank];
        for (int r = 0; r < rank; r++) {
            double root = Math.sqrt(values[r]);
            for (int row = 0; row < rows(); row++) {
                first[r * rows() + row] = (float) (left.unsafe_get(row, r) * root);
            }
            for (int column = 0; column < columns(); column++) {
                second[placeInSecond(rank, r, column)] = (float) (right.unsafe_get(r, column) * root);
            }
        }
        return new Factors(FloatWeights.of(rank, sizes.inputs(), sizes.kernelHeight(), 1, first),
                FloatWeights.of(sizes.outputs(), rank, 1, sizes.kernelWidth(), second));
    }

    private int placeInSecond(int rank, int r, int column) {
        int output = column / sizes.kernelWidth();
        return (output * rank + r) * sizes.kernelWidth() + column % sizes.kernelWidth();
    }

    private SingularValueDecomposition_F64<DMatrixRMaj> decomposed(boolean vectors) {
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
                DecompositionFactory_DDRM.svd(rows(), columns(), vectors, vectors, true);
        if (!decomposition.decompose(matrix())) {
            throw new InvalidInputException("layer " + layer.name() + ": no singular values are found of its " + rows() + " x "
                    + columns() + " weights; they must be finite");
        }
        return decomposition;
    }

    /**
     * The weights of two layers.
     *
     * @param first  {@code [rank][inputs][kernelHeight][1]}
     * @param second {@code [outputs][rank][1][kernelWidth]}
     */
    record Factors(FloatWeights first, FloatWeights second) {}
}
