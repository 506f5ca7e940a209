package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.Shape;

class StreamOrderTest {
    @Test
    void aCameraSendsRowXChannel() {
        assertArrayEquals(new int[] {0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11}, new StreamOrder.Camera(new Shape(2, 2, 3)).positions());
    }

    @Test
    void aCameraWithSeveralPixelsABeatGoesOnAcrossPixelsAndRows() {
        StreamOrder.Camera camera = new StreamOrder.Camera(new Shape(2, 2, 3), 5);
        assertEquals(3, camera.beats());
        assertArrayEquals(new int[] {0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11, StreamOrder.NONE, StreamOrder.NONE, StreamOrder.NONE},
                camera.positions());
        assertArrayEquals(new int[] {0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11}, new StreamOrder.Camera(new Shape(2, 2, 3), 4).positions());
        assertThrows(IllegalArgumentException.class, () -> new StreamOrder.Camera(new Shape(2, 2, 3), 0));
    }

    @Test
    void aVectorIsARowWithSeveralValuesABeat() {
        StreamOrder.Tiled vector = StreamOrder.vector(Shape.vector(7), 3);
        assertEquals(3, vector.beats());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, StreamOrder.NONE, StreamOrder.NONE}, vector.positions());
        assertEquals(new StreamOrder.Tiled(Shape.vector(7), 1, 1, 1), StreamOrder.vector(Shape.vector(7), 1));
        assertThrows(IllegalArgumentException.class, () -> StreamOrder.vector(new Shape(1, 1, 7), 3));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "7, 1", "7, 3", "6, 3", "5, 64"})
    void whatAReaderKnowsOfAVectorOrACameraGivesTheSameOrderAgain(int length, int pixels) {
        Shape shape = Shape.vector(length);
        for (StreamOrder order : new StreamOrder[] {StreamOrder.vector(shape, pixels), new StreamOrder.Camera(shape, pixels)}) {
            assertEquals(order, BeatOrder.of(order).stream(shape));
            assertEquals(pixels == 1, BeatOrder.of(order).followsRows(shape));
        }
        assertEquals(StreamOrder.vector(shape, pixels), new BeatOrder(1, pixels).stream(shape), "by its tile of one place");
    }

    @Test
    void aRowOfAMapIsNoVector() {
        Shape row = new Shape(1, 1, 7);
        StreamOrder order = new StreamOrder.Tiled(row, 1, 7, 3);
        assertEquals(order, BeatOrder.of(order).stream(row));
        assertTrue(BeatOrder.of(order).followsRows(row));
    }

    @Test
    void tilesGoByGroupChannelTileRowX() {
        // 3 x 3 of two channels in 2 x 2 tiles: the last group has one row, the last tile one column
        assertArrayEquals(new int[] {0, 1, 3, 4, 2, 5, 9, 10, 12, 13, 11, 14, 6, 7, 8, 15, 16, 17},
                new StreamOrder.Tiled(new Shape(2, 3, 3), 2, 2, 1).positions());
    }

    @Test
    void everyRowOfATileStartsANewBeat() {
        // one row of five in tiles of three, two pixels a beat: the second beat of each full tile and no other is short
        assertArrayEquals(new int[] {0, 1, 2, StreamOrder.NONE, 3, 4},
                new StreamOrder.Tiled(new Shape(1, 1, 5), 1, 3, 2).positions());
    }

    @Test
    void tilesOfAWholeRowAreRowChannelX() {
        assertArrayEquals(new int[] {0, 1, 4, 5, 2, 3, 6, 7}, new StreamOrder.Tiled(new Shape(2, 2, 2), 1, 2, 1).positions());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1, 1", "3, 5, 7, 2, 3, 2", "2, 4, 4, 4, 4, 4", "4, 3, 8, 3, 5, 2", "1, 9, 2, 4, 1, 8"})
    void everyPixelPassesOnce(int channels, int height, int width, int rows, int columns, int pixels) {
        Shape shape = new Shape(channels, height, width);
        StreamOrder.Tiled tiled = new StreamOrder.Tiled(shape, rows, columns, pixels);
        StreamOrder[] orders = {new StreamOrder.Camera(shape), new StreamOrder.Camera(shape, 4),
            StreamOrder.vector(Shape.vector(shape.size()), pixels), tiled};
        for (StreamOrder order : orders) {
            int[] sorted = Arrays.stream(order.positions()).filter(place -> place != StreamOrder.NONE).sorted().toArray();
            assertArrayEquals(IntStream.range(0, shape.size()).toArray(), sorted);
            assertEquals(order.beats() * order.pixels(), order.positions().length);
        }
        assertEquals(height, (tiled.groups() - 1) * rows + tiled.lastRows());
        assertEquals(width, (tiled.tiles() - 1) * columns + tiled.lastColumns());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "4, 1", "1, 5"})
    void aTileLiesInTheMap(int rows, int columns) {
        assertThrows(IllegalArgumentException.class, () -> new StreamOrder.Tiled(new Shape(1, 3, 4), rows, columns, 1));
    }
}
