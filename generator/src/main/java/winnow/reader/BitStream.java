package winnow.reader;

/**
 * Numbers of equal width, one after the other, least significant bit first within a byte and from byte to byte; what is
 * left of the last byte is zero.
 */
final class BitStream {
    private BitStream() {}

    /** Number of bytes that hold the given numbers. */
    static long bytes(long count, int bits) {
        return (count * bits + 7) / 8;
    }

    /**
     * @param bits width of a number, 1..8
     * @param values each 0..2^bits - 1
     */
    static byte[] pack(int[] values, int bits) {
        byte[] packed = new byte[Math.toIntExact(bytes(values.length, bits))];
        long bit = 0;
        for (int value : values) {
            int shifted = value << (int) (bit & 7);
            int at = (int) (bit >> 3);
            packed[at] |= (byte) shifted;
            if (shifted > 0xff) {
                packed[at + 1] |= (byte) (shifted >> 8);
            }
            bit += bits;
        }
        return packed;
    }

    /** The numbers that {@link #pack} packed: {@code count} of them, from byte {@code offset} on. */
    static int[] unpack(byte[] packed, int offset, int count, int bits) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            long bit = (long) i * bits;
            int at = offset + (int) (bit >> 3);
            int shift = (int) (bit & 7);
            int window = packed[at] & 0xff;
            if (shift + bits > 8) {
                window |= (packed[at + 1] & 0xff) << 8;
            }
            values[i] = window >> shift & ((1 << bits) - 1);
        }
        return values;
    }

    /** Whether the bits after the last number are zero, as they must be. */
    static boolean endsInZeros(byte[] packed, int offset, int count, int bits) {
        int used = (int) ((long) count * bits & 7);
        int last = offset + Math.toIntExact(bytes(count, bits)) - 1;
        return used == 0 || (packed[last] & 0xff) >> used == 0;
    }
}
