package winnow.planner;

import winnow.network.Shape;

/**
 * What the reader of a stream can tell of its writer's tile when it counts clocks: the number of rows makes no difference.
 *
 * @param columns V of the tiles; 0 for the camera's order
 * @param pixels  P
 */
record BeatOrder(int columns, int pixels) {
    static final BeatOrder CAMERA = new BeatOrder(0, 1);

    static BeatOrder of(StreamOrder order) {
        return order instanceof StreamOrder.Tiled tiled ? new BeatOrder(tiled.columns(), tiled.pixels()) : CAMERA;
    }

    /** Rows of P pixels a beat: how row buffers and joins write. */
    static BeatOrder rows(Shape shape, int pixels) {
        return new BeatOrder(Math.min(pixels, shape.width()), pixels);
    }

    /** A stream of this kind, in tiles of one row. */
    StreamOrder stream(Shape shape) {
        return columns == 0 ? new StreamOrder.Camera(shape) : new StreamOrder.Tiled(shape, 1, columns, pixels);
    }
}
