package winnow.board;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What connects the accelerator to the world on a board. */
public enum Shell {
    /** A serial link. */
    UART("uart", List.of("clock_in", "uart_rx", "uart_tx", "led_error", "led_busy")),
    /** A processor's AXI buses; the pins are what is left beside these. */
    AXI("axi", List.of("led_error", "led_busy"));

    private final String key;
    private final List<String> pins;

    Shell(String key, List<String> pins) {
        this.key = key;
        this.pins = pins;
    }

    static Optional<Shell> of(String key) {
        return Arrays.stream(values()).filter(shell -> shell.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Shell::key).toList();
    }

    /** Its name in {@code board.json}, and the ending of its top module's name. */
    public String key() {
        return key;
    }

    /** The ports of its top that are pins of the device. */
    public List<String> pins() {
        return pins;
    }
}
