package winnow.link;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A line to a board, whatever it is made of. */
public interface Transport extends Closeable {
    /** Sends all bytes; may return before they have passed the line. */
    void send(byte[] bytes) throws IOException;

    /**
     * Waits for bytes.
     *
     * @param buffer  receives them from its start
     * @param longest how long to wait for the first one
     * @return how many came; 0 if none did in that time
     */
    int receive(byte[] buffer, Duration longest) throws IOException;
}
