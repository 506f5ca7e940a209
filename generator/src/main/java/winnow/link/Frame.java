package winnow.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What passes the line in one piece: SYNC, type, length of the payload (2 bytes), payload, checksum of all but SYNC (2 bytes). Numbers
 * are low byte first. docs/boards.md has the tables.
 */
public final class Frame {
    /** The byte that every frame begins with. */
    public static final int SYNC = 0xA5;
    /** SYNC, type and length. */
    public static final int HEAD = 4;
    /** Bytes of the checksum. */
    public static final int TAIL = 2;
    public static final int MOST_PAYLOAD = 0xFFFF;

    /** A reply's type: something was wrong with the request. */
    public static final int ERROR = 0x80;
    /** A request: the input beats of a frame; the reply has {@link #REPLY} added, as all have. */
    public static final int IMAGE = 1;
    /** A request: an address and 16-bit words from there on. */
    public static final int LOAD = 2;
    /** A request without payload: what is in the board. */
    public static final int INFO = 3;
    /** What a reply's type has more than its request's. */
    public static final int REPLY = 0x80;

    private final int type;
    private final byte[] payload;

    /**
     * @param type    0..255
     * @param payload at most {@link #MOST_PAYLOAD} bytes
     */
    public Frame(int type, byte[] payload) {
        if (type < 0 || type > 0xFF || payload.length > MOST_PAYLOAD) {
            throw new IllegalArgumentException("a frame of type " + type + " with " + payload.length + " bytes");
        }
        this.type = type;
        this.payload = payload.clone();
    }

    public int type() {
        return type;
    }

    public byte[] payload() {
        return payload.clone();
    }

    /** As the frame passes the line. */
    public byte[] encoded() {
        int length = HEAD + payload.length + TAIL;
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) SYNC).put((byte) type).putShort((short) payload.length).put(payload);
        bytes.putShort((short) Crc16.of(bytes.array(), 1, length - TAIL));
        return bytes.array();
    }

    /**
     * The frame that begins with some bytes.
     *
     * @param bytes the frame, and whatever else
     * @param count how many of them there are
     * @return null if the frame is not complete yet
     * @throws LinkException if it is damaged
     */
    static Frame decoded(byte[] bytes, int count) throws LinkException {
        if (count > 0 && (bytes[0] & 0xFF) != SYNC) {
            throw new LinkException(String.format("the reply begins with %02X hex instead of %02X", bytes[0] & 0xFF, SYNC));
        }
        if (count < HEAD) {
            return null;
        }
        int length = payloadLength(bytes);
        int end = HEAD + length + TAIL;
        if (count < end) {
            return null;
        }
        if (Crc16.of(bytes, 1, end) != 0) {
            throw new LinkException("the reply's checksum is wrong");
        }
        byte[] payload = new byte[length];
        System.arraycopy(bytes, HEAD, payload, 0, length);
        return new Frame(bytes[1] & 0xFF, payload);
    }

    private static int payloadLength(byte[] head) {
        return head[2] & 0xFF | (head[3] & 0xFF) << Byte.SIZE;
    }
}
