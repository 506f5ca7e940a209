package winnow.rtl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is emitted around the accelerator, for the board that it goes to. */
public enum Shell {
    /** Nothing: the accelerator's streams are the top's ports. */
    NONE,
    /** A serial line to a host, for boards without a processor: {@link UartTop}. */
    UART,
    /** AXI4-Lite registers and AXI-Streams, for a processor: {@link AxiShell}. */
    AXI;

    /** The shell that a board is said to have. */
    public static Optional<Shell> ofBoard(String key) {
        return Arrays.stream(values()).filter(shell -> shell != NONE && shell.key().equals(key)).findFirst();
    }

    /** The keys of the shells that boards can have. */
    public static List<String> boardKeys() {
        return Arrays.stream(values()).filter(shell -> shell != NONE).map(Shell::key).toList();
    }

    /** Its name in {@code board.json} and {@code shell.json}, and the ending of its top module's name. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
