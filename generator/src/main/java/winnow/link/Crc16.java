package winnow.link;

/**
 * The checksum of a frame: x^16 + x^12 + x^5 + 1, lowest bit first, all ones at the start, no final inversion (CRC-16/MCRF4XX; of
 * the ASCII text "123456789" it is 6F91 hex). {@code winnow_uart_crc.v} computes the same.
 */
final class Crc16 {
    private static final int START = 0xFFFF;
    private static final int POLYNOMIAL = 0x8408;

    private Crc16() {}

    /** The checksum of the bytes from {@code from} up to {@code to}; 0 if they end in their own checksum, low byte first. */
    static int of(byte[] bytes, int from, int to) {
        int crc = START;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
        }
        return crc;
    }
}
