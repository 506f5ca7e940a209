package winnow.planner;

import winnow.network.Shape;

/**
 * What the reader of a stream can tell of its writer's tile when it counts clocks: the number of rows makes no difference.
 *
 * @param columns V of the tiles; 0 for the camera's order
 * @param pixels  P
 */
record BeatOrder(int columns, int pixels) {
    static BeatOrder of(StreamOrder order) {
        return new BeatOrder(order instanceof StreamOrder.Tiled tiled ? tiled.columns() : 0, order.pixels());
    }

    /** Rows of P pixels a beat: how row buffers and joins write. */
    static BeatOrder rows(Shape shape, int pixels) {
        return new BeatOrder(Math.min(pixels, shape.width()), pixels);
    }

    /** Whether it is a camera's. */
    boolean isCamera() {
        return columns == 0;
    }

    /**
     * Whether the beats of such a stream go along the rows of the tensor, as line buffers take them: those of a camera with
     * several pixels a beat do not, nor do those of a vector with several values a beat.
     */
    boolean followsRows(Shape shape) {
        return pixels == 1 || !isCamera() && !StreamOrder.isVector(shape);
    }

    /** A stream of this kind, in tiles of one row. */
    StreamOrder stream(Shape shape) {
        if (isCamera()) {
            return new StreamOrder.Camera(shape, pixels);
        }
        return followsRows(shape) ? new StreamOrder.Tiled(shape, 1, columns, pixels) : StreamOrder.vector(shape, pixels);
    }
}
