package winnow.rtl;

import java.util.List;
import java.util.Optional;

/**
 * The registers of the AXI shell: the decoder of the register map, with a port for each field.
 *
 * @param addressWidth bits of a byte's address
 * @param highWordBit  greatest bit of a word's address
 * @param readPulses   registers of which the hardware wants to know when they are read
 */
public record AxiControl(
        String name, String comment, int addressWidth, int highWordBit, List<Word> words, List<Port> ports, List<Cell> cells,
        List<ReadPulse> readPulses)
        implements OutputModule {
    /**
     * A register.
     *
     * @param address  of the word, as a Verilog literal
     * @param writable else a write is answered with SLVERR
     * @param parts    what is read, from the greatest bit down; 32 bits together
     */
    public record Word(String name, String address, String signal, boolean writable, List<String> parts) {}

    /**
     * A field's port.
     *
     * @param direction {@code input } or {@code output}
     * @param range     such as {@code [31:0] }; empty for a single bit
     * @param last      whether it is the last port
     */
    public record Port(String direction, String range, String name, String comment, boolean last) {}

    /**
     * A field that software writes.
     *
     * @param module of the library
     * @param signal of the field
     * @param word   signal of its register
     * @param reset  literal, if it has one to choose
     * @param events the port of the events that set it, if there are any
     */
    public record Cell(String module, String signal, String word, int width, int high, int low, Optional<String> reset,
            Optional<String> events) {}

    /** A register whose reading is a signal. */
    public record ReadPulse(String name, String signal) {}
}
