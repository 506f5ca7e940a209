package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClampTest {
    private static final Clamp RELU6 = new Clamp(0, 6);

    @Test
    void boundsBecomeIntegersOfTheFormat() {
        assertEquals(new Requantization(3, 0, 96), RELU6.requantization(3, new FixedPoint(8, 4, false)));
        assertEquals(new Requantization(3, -16, 8), new Clamp(-1, 0.5f).requantization(3, new FixedPoint(8, 4, true)));
    }

    @Test
    void boundsBeyondTheFormatAreTheFormats() {
        assertEquals(new Requantization(3, 0, 255), RELU6.requantization(3, new FixedPoint(8, 6, false)));
        assertEquals(new Requantization(3, 0, 255), Clamp.RELU.requantization(3, new FixedPoint(8, 4, false)));
        assertEquals(new Requantization(3, -128, 127), Clamp.NONE.requantization(3, new FixedPoint(8, 4, true)));
    }

    @Test
    void clampsFloats() {
        assertEquals(6, RELU6.of(7.5));
        assertEquals(0, RELU6.of(-1));
        assertEquals(2.5, RELU6.of(2.5));
        assertTrue(Clamp.NONE.signed());
        assertFalse(RELU6.signed());
    }

    @Test
    void refusesBoundsInTheWrongOrder() {
        assertThrows(IllegalArgumentException.class, () -> new Clamp(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Clamp(Float.NaN, 0));
    }
}
