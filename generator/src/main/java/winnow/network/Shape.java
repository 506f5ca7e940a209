package winnow.network;

/**
 * The size of an activation tensor: channels x rows x columns, each at least 1. A vector has one row and one column.
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a shape has sizes of at least 1, not " + channels + " x " + height + " x " + width);
        }
        if ((long) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a tensor has at most 2^31 - 1 values, not " + channels + " x " + height + " x " + width);
        }
    }

    /** The shape of a vector of the given length. */
    public static Shape vector(int length) {
        return new Shape(length, 1, 1);
    }

    public int size() {
        return channels * height * width;
    }

    /** Position of a value in (channel, row, column) order. */
    public int index(int channel, int row, int column) {
        return (channel * height + row) * width + column;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
