package winnow.onnx;

import winnow.network.Longs;

/** Sizes of a tensor's axes as ONNX has them, the batch's included. */
final class Dims {
    private Dims() {}

    /**
     * Number of values.
     *
     * @throws Refusal if an axis is negative or there are more than an array holds
     */
    static int size(Longs dims) {
        long size = 1;
        for (long axis : dims.toArray()) {
            if (axis < 0 || axis > Integer.MAX_VALUE || size * axis > Integer.MAX_VALUE) {
                throw new Refusal("a tensor of shape " + dims + " is outside 0.." + Integer.MAX_VALUE + " values");
            }
            size *= axis;
        }
        return (int) size;
    }

    /** The place of an axis that may be counted from the end. */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new Refusal("axis " + axis + " is outside " + -rank + ".." + (rank - 1) + ", the axes of its input");
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }
}
