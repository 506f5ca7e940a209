package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

    @Test
    void bringsAllAddendsToTheFinestBinaryPoint() {
        FixedPoint signed = new FixedPoint(8, 0, true);
        FixedPoint finer = new FixedPoint(4, 3, false);
        assertEquals(new AccumulatorRange(-128 * 8, 127 * 8 + 15), AccumulatorRange.ofSum(List.of(signed, finer)));
        assertEquals(new AccumulatorRange(-256, 254), AccumulatorRange.ofSum(List.of(signed, signed)));
        FixedPoint coarsest = new FixedPoint(16, -64, true);
        FixedPoint finest = new FixedPoint(16, 64, false);
        assertEquals(new AccumulatorRange(Long.MIN_VALUE, Long.MAX_VALUE), AccumulatorRange.ofSum(List.of(coarsest, finest)));
    }
}
