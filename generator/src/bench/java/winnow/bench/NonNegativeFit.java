package winnow.bench;

/**
 * Least squares with numbers that are not negative, by coordinate descent: each number in turn takes its best value, the
 * others fixed. The sum of squares is convex, so it ends at the least one.
 */
final class NonNegativeFit {
    private static final int ROUNDS = 20_000;
    private static final double SETTLED = 1e-9;

    /** What every number costs beside the errors: where rows do not tell numbers apart, they share what there is to explain. */
    private static final double RIDGE = 1e-3;

    private NonNegativeFit() {}

    /**
     * Fits.
     *
     * @param rows    of numbers, each as long as the result
     * @param values  what each row should give
     * @param weights of the rows' errors
     */
    static double[] of(double[][] rows, double[] values, double[] weights) {
        int count = rows[0].length;
        double[][] products = new double[count][count];
        double[] right = new double[count];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < count; i++) {
                right[i] += weights[row] * rows[row][i] * values[row];
                for (int k = 0; k < count; k++) {
                    products[i][k] += weights[row] * rows[row][i] * rows[row][k];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            products[i][i] *= 1 + RIDGE;
        }
        return descend(products, right);
    }

    private static double[] descend(double[][] products, double[] right) {
        double[] result = new double[right.length];
        double change = 1;
        for (int round = 0; round < ROUNDS && change > SETTLED; round++) {
            change = 0;
            for (int i = 0; i < result.length; i++) {
                double slope = right[i];
                for (int k = 0; k < result.length; k++) {
                    slope -= products[i][k] * result[k];
                }
                double next = products[i][i] == 0 ? 0 : Math.max(0, result[i] + slope / products[i][i]);
                change = Math.max(change, Math.abs(next - result[i]));
                result[i] = next;
            }
        }
        return result;
    }
}
