package winnow.handoff;

/**
 * A parameter of a Verilog module that whoever instantiates it may set.
 *
 * @param value   its default: the text of a string without the quotes, or a decimal integer
 * @param text    whether it is a string
 * @param comment what the line of its declaration says behind it; empty if nothing
 */
public record Parameter(String name, String value, boolean text, String comment) {}
