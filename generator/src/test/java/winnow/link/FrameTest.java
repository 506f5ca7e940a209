package winnow.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    private static final Frame FRAME = new Frame(Frame.IMAGE, new byte[] {1, (byte) 0xA5, -1, 0, 77});

    @Test
    void theChecksumIsTheStandardsOwn() {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0x6F91, Crc16.of(text, 0, text.length));
    }

    @Test
    void bytesAreInTheDocumentedOrder() {
        byte[] bytes = new Frame(Frame.INFO, new byte[0]).encoded();
        assertArrayEquals(new byte[] {(byte) 0xA5, 3, 0, 0}, Arrays.copyOf(bytes, Frame.HEAD));
        int crc = Crc16.of(bytes, 1, Frame.HEAD);
        assertArrayEquals(new byte[] {(byte) crc, (byte) (crc >> 8)}, Arrays.copyOfRange(bytes, Frame.HEAD, bytes.length));
    }

    @Test
    void aFrameComesBack() throws LinkException {
        byte[] bytes = FRAME.encoded();
        for (int count = 0; count < bytes.length; count++) {
            assertNull(Frame.decoded(bytes, count));
        }
        Frame frame = Frame.decoded(bytes, bytes.length);
        assertEquals(FRAME.type(), frame.type());
        assertArrayEquals(FRAME.payload(), frame.payload());
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] bytes = FRAME.encoded();
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertTrue(isRefused(damaged), "bit " + bit);
        }
    }

    /** Refused, or taken for the beginning of a longer frame. */
    private static boolean isRefused(byte[] bytes) {
        try {
            return Frame.decoded(bytes, bytes.length) == null;
        } catch (LinkException e) {
            return true;
        }
    }

    @Test
    void aFrameHasLimits() {
        assertThrows(IllegalArgumentException.class, () -> new Frame(256, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new Frame(1, new byte[Frame.MOST_PAYLOAD + 1]));
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, a byte that no frame begins with", "0x01, an unknown type", "0x03, a wrong length", "0x04, an overrun",
        "0x05, weights are not loaded", "0x06, a wrong checksum", "0x14, the payload was due", "0x20, where the first byte was due",
        "0x30, behind the request", "0x02, unknown", "0x1F, unknown", "0xFF, unknown"
    })
    void everyErrorHasAText(String code, String text) {
        assertTrue(new BoardError(Integer.decode(code)).text().contains(text), () -> new BoardError(Integer.decode(code)).text());
    }
}
