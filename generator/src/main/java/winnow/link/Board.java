package winnow.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** A board behind a line: requests and their replies, one at a time, tried again if they fail. */
public final class Board {
    /** How often a request that failed is sent again. */
    public static final int RETRIES = 3;

    /** On a line, a byte is a start bit, 8 data bits and a stop bit. */
    private static final int LINE_BITS = 10;
    private static final long NANOSECONDS = 1_000_000_000L;
    /** A line without a byte for so long has nothing left of an old reply. */
    private static final Duration QUIET = Duration.ofMillis(50);
    /** Words of one LOAD frame: 514 bytes of payload, which every board takes. */
    private static final int LOAD_WORDS = 256;
    private static final int CYCLES_BYTES = 4;

    private final Transport line;
    private final int baud;
    private final Duration patience;
    private final Consumer<String> failures;

    /**
     * @param baud     bits per second, to know how long bytes take
     * @param patience how long to wait for a reply besides the time that the bytes take
     * @param failures is told of every failure of a request that is sent again
     */
    public Board(Transport line, int baud, Duration patience, Consumer<String> failures) {
        this.line = line;
        this.baud = baud;
        this.patience = patience;
        this.failures = failures;
    }

    /**
     * The scores of an image.
     *
     * @param payload beats of the output as they come
     * @param cycles  clocks from the accelerator's first input beat to its last output beat, waiting for the line included
     * @param elapsed from the request's first byte to the reply's last one
     */
    public record Scores(byte[] payload, long cycles, Duration elapsed) {}

    /** @throws LinkException if the board does not answer, or not in this version's words */
    public BoardInfo info() throws IOException {
        return BoardInfo.decoded(request(new Frame(Frame.INFO, new byte[0]), BoardInfo.BYTES));
    }

    /**
     * Sends an image.
     *
     * @param payload    the beats of a frame
     * @param scoreBytes length of the output beats of a frame
     * @throws LinkException if the request failed, and {@value #RETRIES} times more
     */
    public Scores run(byte[] payload, int scoreBytes) throws IOException {
        Frame request = new Frame(Frame.IMAGE, payload);
        long[] elapsed = new long[1];
        byte[] reply = request(request, scoreBytes + CYCLES_BYTES, elapsed);
        ByteBuffer bytes = ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN);
        byte[] scores = new byte[scoreBytes];
        bytes.get(scores);
        return new Scores(scores, Integer.toUnsignedLong(bytes.getInt()), Duration.ofNanos(elapsed[0]));
    }

    /**
     * Loads all weights. After a failure it begins again: what a damaged frame wrote, and where, nobody knows.
     *
     * @param words low 16 bits of each, for the addresses from 0 on
     * @throws LinkException if that failed, and {@value #RETRIES} times more
     */
    public void load(int[] words) throws IOException {
        for (int left = RETRIES; ; left--) {
            try {
                for (int from = 0; from < words.length; from += LOAD_WORDS) {
                    exchange(loadFrame(words, from, Math.min(words.length, from + LOAD_WORDS)), 0);
                }
                return;
            } catch (LinkException e) {
                giveUpOrReport(e, left);
            }
        }
    }

    private static Frame loadFrame(int[] words, int from, int to) {
        ByteBuffer payload = ByteBuffer.allocate(Short.BYTES * (1 + to - from)).order(ByteOrder.LITTLE_ENDIAN);
        payload.putShort((short) from);
        for (int i = from; i < to; i++) {
            payload.putShort((short) words[i]);
        }
        return new Frame(Frame.LOAD, payload.array());
    }

    private byte[] request(Frame frame, int replyLength) throws IOException {
        return request(frame, replyLength, new long[1]);
    }

    /** Sends a frame until it succeeds; the time of the exchange that did goes to {@code elapsed}. */
    private byte[] request(Frame frame, int replyLength, long[] elapsed) throws IOException {
        for (int left = RETRIES; ; left--) {
            try {
                long start = System.nanoTime();
                byte[] reply = exchange(frame, replyLength);
                elapsed[0] = System.nanoTime() - start;
                return reply;
            } catch (LinkException e) {
                giveUpOrReport(e, left);
            }
        }
    }

    private void giveUpOrReport(LinkException failure, int left) throws IOException {
        if (left == 0) {
            throw new LinkException(failure.getMessage() + " (tried " + (1 + RETRIES) + " times)");
        }
        failures.accept(failure.getMessage());
        discard();
    }

    /** Drops what is still on its way of an old reply. */
    private void discard() throws IOException {
        byte[] old = new byte[1 << 10];
        while (line.receive(old, QUIET) > 0) {
            // until the line is quiet
        }
    }

    private byte[] exchange(Frame frame, int replyLength) throws IOException {
        byte[] bytes = frame.encoded();
        line.send(bytes);
        Frame reply = reply(lineTime(bytes.length + Frame.HEAD + replyLength + Frame.TAIL).plus(patience));
        byte[] payload = reply.payload();
        if (reply.type() == Frame.ERROR && payload.length == 1) {
            throw new LinkException("the board reports " + new BoardError(payload[0] & 0xFF).text());
        }
        if (reply.type() != (frame.type() | Frame.REPLY) || payload.length != replyLength) {
            throw new LinkException(String.format("the reply has type %02X hex and %d bytes of payload instead of %02X and %d",
                    reply.type(), payload.length, frame.type() | Frame.REPLY, replyLength));
        }
        return payload;
    }

    private Frame reply(Duration longest) throws IOException {
        byte[] bytes = new byte[Frame.HEAD + Frame.MOST_PAYLOAD + Frame.TAIL];
        byte[] piece = new byte[1 << 10];
        long end = System.nanoTime() + longest.toNanos();
        for (int count = 0; ; ) {
            Frame frame = Frame.decoded(bytes, count);
            if (frame != null) {
                return frame;
            }
            long left = end - System.nanoTime();
            int more = left <= 0 ? 0 : line.receive(piece, Duration.ofNanos(left));
            if (more == 0) {
                throw noReply(count, longest);
            }
            int taken = Math.min(more, bytes.length - count);
            System.arraycopy(piece, 0, bytes, count, taken);
            count += taken;
        }
    }

    private static LinkException noReply(int count, Duration longest) {
        return new LinkException(count == 0
                ? "no answer in " + seconds(longest) + " s; is this the board's port (some boards have two), is its bitstream"
                        + " loaded, has its design --shell uart, and does --baud fit?"
                : "the reply ends after " + count + " bytes; does --baud fit?");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }

    private Duration lineTime(long bytes) {
        return Duration.ofNanos(bytes * LINE_BITS * NANOSECONDS / baud);
    }
}
