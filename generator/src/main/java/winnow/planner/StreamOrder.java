package winnow.planner;

import java.util.Arrays;
import winnow.network.Shape;

/** The order in which a tensor's pixels pass through a stream, {@link #pixels()} of them a beat. */
public sealed interface StreamOrder {
    Shape shape();

    /** What {@link #positions()} has where a beat holds no pixel. */
    int NONE = -1;

    /**
     * For every beat of a frame, for every pixel of the beat, its place in (channel, row, column) order, or {@link #NONE}
     * in the last beat of a tile's row, or of a camera's frame, if that has fewer.
     */
    int[] positions();

    /** Pixels of a beat, those that come first in the low bits: neighbours along x, or in the camera's order. */
    int pixels();

    /** Rows that become complete together. */
    int groupRows();

    /** Beats of a frame. */
    int beats();

    /**
     * A vector with several values a beat. With one a beat it is a map of one pixel per channel; with more it is a row, whose
     * places are the same, since only neighbours along x share a beat.
     *
     * @param shape  C x 1 x 1
     * @param pixels values of a beat, at least 1
     */
    static Tiled vector(Shape shape, int pixels) {
        if (!isVector(shape)) {
            throw new IllegalArgumentException("a map of " + shape + " is no vector");
        }
        int length = shape.channels();
        return pixels == 1 ? new Tiled(shape, 1, 1, 1) : new Tiled(new Shape(1, 1, length), 1, length, pixels);
    }

    /** Whether a tensor has one row and one column. */
    static boolean isVector(Shape shape) {
        return shape.height() == 1 && shape.width() == 1;
    }

    /**
     * As a camera or host sends an image: row, x, channel. A beat holds the next values of that order, across the ends of
     * pixels and rows; only the last beat of a frame may be short.
     *
     * @param pixels values of a beat, at least 1
     */
    record Camera(Shape shape, int pixels) implements StreamOrder {
        public Camera {
            if (pixels < 1) {
                throw new IllegalArgumentException("a beat of " + pixels + " pixels");
            }
        }

        /** One value a beat. */
        public Camera(Shape shape) {
            this(shape, 1);
        }

        @Override
        public int[] positions() {
            int[] positions = new int[beats() * pixels];
            Arrays.fill(positions, shape.size(), positions.length, NONE);
            int place = 0;
            for (int row = 0; row < shape.height(); row++) {
                for (int column = 0; column < shape.width(); column++) {
                    for (int channel = 0; channel < shape.channels(); channel++) {
                        positions[place++] = shape.index(channel, row, column);
                    }
                }
            }
            return positions;
        }

        @Override
        public int groupRows() {
            return 1;
        }

        @Override
        public int beats() {
            return (shape.size() + pixels - 1) / pixels;
        }
    }

    /**
     * As an engine that computes tiles sends its output: row group, channel, column tile, row in the group, x in the
     * tile; the last group and the last tile may be ragged. A 1 x width tile is plain (row, channel, x) order.
     *
     * @param rows    rows of a tile, 1..height
     * @param columns columns of a tile, 1..width
     * @param pixels  pixels of a beat, at least 1; each row of a tile starts with a new beat
     */
    record Tiled(Shape shape, int rows, int columns, int pixels) implements StreamOrder {
        public Tiled {
            if (pixels < 1 || rows < 1 || rows > shape.height() || columns < 1 || columns > shape.width()) {
                throw new IllegalArgumentException("a tile of " + rows + " x " + columns + " in a map of " + shape);
            }
        }

        public int groups() {
            return (shape.height() + rows - 1) / rows;
        }

        public int tiles() {
            return (shape.width() + columns - 1) / columns;
        }

        /** Rows of the last row group. */
        public int lastRows() {
            return shape.height() - (groups() - 1) * rows;
        }

        /** Columns of the last column tile. */
        public int lastColumns() {
            return shape.width() - (tiles() - 1) * columns;
        }

        /** Beats of a row of a tile with the given columns. */
        public int rowBeats(int columns) {
            return (columns + pixels - 1) / pixels;
        }

        @Override
        public int beats() {
            return shape.channels() * shape.height() * ((tiles() - 1) * rowBeats(columns) + rowBeats(lastColumns()));
        }

        @Override
        public int groupRows() {
            return rows;
        }

        @Override
        public int[] positions() {
            int[] positions = new int[beats() * pixels];
            Arrays.fill(positions, NONE);
            int place = 0;
            for (int top = 0; top < shape.height(); top += rows) {
                int bottom = Math.min(top + rows, shape.height());
                for (int channel = 0; channel < shape.channels(); channel++) {
                    for (int left = 0; left < shape.width(); left += columns) {
                        int right = Math.min(left + columns, shape.width());
                        for (int row = top; row < bottom; row++) {
                            for (int column = left; column < right; column++) {
                                positions[place + column - left] = shape.index(channel, row, column);
                            }
                            place += rowBeats(right - left) * pixels;
                        }
                    }
                }
            }
            return positions;
        }
    }
}
