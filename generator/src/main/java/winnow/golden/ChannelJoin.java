package winnow.golden;

import java.util.List;

/** A concatenation: channels are the slowest index, so the inputs simply follow one another. */
final class ChannelJoin implements GoldenLayer {
    private final int size;

    /** @param size number of values in all inputs together */
    ChannelJoin(int size) {
        this.size = size;
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        int[] result = new int[size];
        int at = 0;
        for (int[] input : inputs) {
            System.arraycopy(input, 0, result, at, input.length);
            at += input.length;
        }
        return result;
    }
}
