package winnow.golden;

import java.util.List;

/** One layer, ready to run. Safe for use by several threads at once: it keeps nothing between calls. */
interface GoldenLayer {
    /**
     * Computes the layer's output.
     *
     * @param inputs values of the tensors that the layer reads, each in (channel, row, column) order; not changed
     * @param loop   how to go over the output channels
     * @return the output in the same order
     */
    int[] apply(List<int[]> inputs, ChannelLoop loop);
}
