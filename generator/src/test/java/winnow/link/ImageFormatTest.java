package winnow.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.planner.StreamOrder;

class ImageFormatTest {
    private static final Tensor COLOURS = new Tensor("data", new Shape(2, 1, 3), new FixedPoint(12, 0, false));
    private static final Tensor SCORES = new Tensor("scores", Shape.vector(5), new FixedPoint(6, 0, true));

    @Test
    void anImageGoesInCameraOrderWithFillingBytesInFront() {
        ImageFormat format = new ImageFormat(COLOURS, SCORES, new StreamOrder.Camera(COLOURS.shape()),
                StreamOrder.vector(SCORES.shape(), 1), 3);
        byte[] payload = format.payload(new IntTensor(COLOURS.shape(), new int[] {0x123, 0x456, 0x789, 0xABC, 0xDEF, 0x001}));
        assertArrayEquals(new byte[] {0, 0x23, 0x01, 0, (byte) 0xBC, 0x0A, 0, 0x56, 0x04, 0, (byte) 0xEF, 0x0D, 0, (byte) 0x89, 0x07,
            0, 0x01, 0x00}, payload);
    }

    @Test
    void severalPixelsShareABeatFromTheLowBitsUp() {
        ImageFormat format = new ImageFormat(COLOURS, SCORES, new StreamOrder.Camera(COLOURS.shape(), 4),
                StreamOrder.vector(SCORES.shape(), 1), 6);
        byte[] payload = format.payload(new IntTensor(COLOURS.shape(), new int[] {0x123, 0x456, 0x789, 0xABC, 0xDEF, 0x001}));
        assertArrayEquals(new byte[] {0x23, (byte) 0xC1, (byte) 0xAB, 0x56, (byte) 0xF4, (byte) 0xDE, (byte) 0x89, 0x17, 0, 0, 0, 0},
                payload);
    }

    @Test
    void scoresComeBackWithTheirSigns() {
        IntTensor scores = new IntTensor(SCORES.shape(), new int[] {-32, 31, -1, 0, 5});
        ImageFormat one = new ImageFormat(COLOURS, SCORES, new StreamOrder.Camera(COLOURS.shape()),
                StreamOrder.vector(SCORES.shape(), 1), 2);
        assertEquals(5, one.scoreBytes());
        assertEquals(scores, one.scores(new byte[] {0x20, 0x1F, 0x3F, 0, 5}));
        ImageFormat four = new ImageFormat(COLOURS, SCORES, new StreamOrder.Camera(COLOURS.shape()),
                StreamOrder.vector(SCORES.shape(), 4), 2);
        assertEquals(6, four.scoreBytes());
        // 100000 011111 111111 000000 from the low bits up, then 000101 and what the last beat does not hold
        assertEquals(scores, four.scores(new byte[] {(byte) 0xE0, (byte) 0xF7, 0x03, 5, 0x55, 0x55}));
    }
}
