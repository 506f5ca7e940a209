package winnow.network;

import java.util.Arrays;

/** Values of an activation tensor in (channel, row, column) order. The array is shared, not copied: speed matters here. */
public record IntTensor(Shape shape, int[] values) {
    public IntTensor {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(values.length + " values for a shape of " + shape);
        }
    }

    public int get(int channel, int row, int column) {
        return values[shape.index(channel, row, column)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntTensor tensor && shape.equals(tensor.shape) && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }
}
