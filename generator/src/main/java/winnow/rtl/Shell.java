package winnow.rtl;

/** What is emitted around the accelerator, for the board that it goes to. */
public enum Shell {
    /** Nothing: the accelerator's streams are the top's ports. */
    NONE,
    /** A serial line to a host, for boards without a processor: {@link UartTop}. */
    UART,
    /** AXI4-Lite registers and AXI-Streams, for a processor: {@link AxiShell}. */
    AXI
}
