package winnow.golden;

import java.util.List;
import winnow.network.IntegerLayer.AveragePool;
import winnow.network.IntegerLayer.MaximumPool;
import winnow.network.Shape;
import winnow.network.Window;

/** A pool: each window, clipped to the map, becomes one value. */
final class WindowPool implements GoldenLayer {
    private final Shape input;
    private final Shape output;
    private final Window window;
    private final Reduction reduction;

    private WindowPool(Shape input, Shape output, Window window, Reduction reduction) {
        this.input = input;
        this.output = output;
        this.window = window;
        this.reduction = reduction;
    }

    /** What becomes of a window; row and column are the output's, for the reciprocal depends on them. */
    private interface Reduction {
        int of(int[] map, Clip clip, int row, int column);
    }

    /** A window clipped to the map: {@code rows} rows of {@code columns} values, the first at index {@code start}. */
    private record Clip(int start, int rows, int columns, int pitch) {}

    static WindowPool of(MaximumPool layer, Shape input) {
        return new WindowPool(input, layer.output().shape(), layer.window(), (map, clip, row, column) -> greatest(map, clip));
    }

    static WindowPool of(AveragePool layer, Shape input) {
        return new WindowPool(input, layer.output().shape(), layer.window(), (map, clip, row, column) ->
                layer.requantization().apply(sum(map, clip) * layer.reciprocal(row, column)));
    }

    @Override
    public int[] apply(List<int[]> inputs, ChannelLoop loop) {
        int[] map = inputs.get(0);
        int[] result = new int[output.size()];
        loop.run(output.channels(), (long) output.size() * window.taps(), (from, to) -> {
            for (int channel = from; channel < to; channel++) {
                for (int row = 0; row < output.height(); row++) {
                    for (int column = 0; column < output.width(); column++) {
                        result[output.index(channel, row, column)] =
                                reduction.of(map, clip(channel, row, column), row, column);
                    }
                }
            }
        });
        return result;
    }

    private Clip clip(int channel, int row, int column) {
        int top = row * window.strideHeight() - window.padTop();
        int left = column * window.strideWidth() - window.padLeft();
        int firstRow = Math.max(0, top);
        int firstColumn = Math.max(0, left);
        return new Clip(input.index(channel, firstRow, firstColumn),
                Math.min(input.height(), top + window.kernelHeight()) - firstRow,
                Math.min(input.width(), left + window.kernelWidth()) - firstColumn, input.width());
    }

    private static int greatest(int[] map, Clip clip) {
        int greatest = Integer.MIN_VALUE;
        for (int row = 0; row < clip.rows; row++) {
            int at = clip.start + row * clip.pitch;
            for (int column = 0; column < clip.columns; column++) {
                greatest = Math.max(greatest, map[at + column]);
            }
        }
        return greatest;
    }

    private static long sum(int[] map, Clip clip) {
        long sum = 0;
        for (int row = 0; row < clip.rows; row++) {
            int at = clip.start + row * clip.pitch;
            for (int column = 0; column < clip.columns; column++) {
                sum += map[at + column];
            }
        }
        return sum;
    }
}
