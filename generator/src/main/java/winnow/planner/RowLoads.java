package winnow.planner;

import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.Ints;
import winnow.network.SparseWeights;

/** How much work each output row of a fully-connected layer is expected to be. */
final class RowLoads {
    private RowLoads() {}

    /**
     * Per group and row the products that its weights take, in parts of {@value FullyConnected#ALWAYS}: a weight takes as much as
     * its activation is not zero.
     *
     * @param places per input, where in a frame it comes
     */
    static long[][] of(FullyConnected layer, ColumnGroups groups, int[] places) {
        SparseWeights weights = layer.weights();
        int[] starts = weights.outputStarts();
        long[][] loads = new long[groups.groups()][weights.outputs()];
        for (int row = 0; row < weights.outputs(); row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                int input = weights.positions().get(i) - row * weights.perOutput();
                loads[groups.group(places[input])][row] += density(layer.inputDensity(), input);
            }
        }
        return loads;
    }

    /** The products that the whole layer is expected to take. */
    static long products(FullyConnected layer) {
        int inputs = layer.weights().perOutput();
        long sum = layer.weights().positions().stream().mapToLong(place -> density(layer.inputDensity(), place % inputs)).sum();
        return sum / FullyConnected.ALWAYS;
    }

    private static int density(Ints densities, int input) {
        return densities.length() == 0 ? FullyConnected.ALWAYS : densities.get(input);
    }
}
