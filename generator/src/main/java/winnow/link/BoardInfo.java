package winnow.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * What a board says about itself.
 *
 * @param version     of the protocol
 * @param digest      first 8 bytes of the model's SHA-256, in hexadecimal
 * @param inputBeats  of a frame
 * @param outputBeats of a frame
 * @param clockKhz    of the accelerator
 * @param loadWords   16-bit words of weights that it wants before the first image
 * @param beatBytes   bytes of an input beat on the line
 * @param outputBytes bytes of an output beat on the line
 */
public record BoardInfo(
        int version, String digest, int inputBeats, int outputBeats, int clockKhz, int loadWords, int beatBytes, int outputBytes) {
    /** The version of the protocol that this host speaks. */
    public static final int VERSION = 1;

    static final int BYTES = 27;
    private static final int DIGEST_BYTES = 8;

    /** @throws LinkException if the payload is none of this version */
    static BoardInfo decoded(byte[] payload) throws LinkException {
        if (payload.length == 0 || payload[0] != VERSION) {
            throw new LinkException("the board speaks version " + (payload.length == 0 ? "none" : payload[0] & 0xFF)
                    + " of the protocol, this is version " + VERSION + "; generate its design again");
        }
        if (payload.length != BYTES) {
            throw new LinkException("the board's description has " + payload.length + " bytes instead of " + BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes.get();
        byte[] digest = new byte[DIGEST_BYTES];
        bytes.get(digest);
        return new BoardInfo(version, HexFormat.of().formatHex(digest), bytes.getInt(), bytes.getInt(), bytes.getInt(),
                bytes.getInt(), bytes.get() & 0xFF, bytes.get() & 0xFF);
    }
}
