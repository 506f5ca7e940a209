package winnow.rtl;

/** What a board needs around the accelerator. */
public enum Shell {
    /** Nothing: the accelerator becomes part of a larger design. */
    NONE,
    /** A serial line to a host, for boards without a processor: {@link UartTop}. */
    UART
}
