package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AccumulatorRangeTest {
    @Test
    void needsAsManyBitsAsTwosComplement() {
        assertEquals(2, new AccumulatorRange(0, 0).bits());
        assertEquals(2, new AccumulatorRange(-2, 1).bits());
        assertEquals(3, new AccumulatorRange(0, 2).bits());
        assertEquals(3, new AccumulatorRange(-3, 0).bits());
        assertEquals(9, new AccumulatorRange(0, 255).bits());
        assertEquals(9, new AccumulatorRange(-256, 0).bits());
        assertEquals(10, new AccumulatorRange(-257, 255).bits());
        assertEquals(48, new AccumulatorRange(-(1L << 47), (1L << 47) - 1).bits());
    }
}
