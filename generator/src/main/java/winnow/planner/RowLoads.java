package winnow.planner;

import winnow.network.IntegerLayer;
import winnow.network.SparseWeights;

/** How much work each output row of a fully-connected layer is to the elements of each group of columns. */
final class RowLoads {
    private RowLoads() {}

    /**
     * Per group and row its weights.
     *
     * @param places per input, where in a frame it comes
     */
    static long[][] of(IntegerLayer.FullyConnected layer, ColumnGroups groups, int[] places) {
        SparseWeights weights = layer.weights();
        int[] starts = weights.outputStarts();
        long[][] loads = new long[groups.groups()][weights.outputs()];
        for (int row = 0; row < weights.outputs(); row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                int input = weights.positions().get(i) - row * weights.perOutput();
                loads[groups.group(places[input])][row]++;
            }
        }
        return loads;
    }
}
