package winnow.handoff;

/**
 * A port of a Verilog module.
 *
 * @param width   bits, at least 1
 * @param vector  whether it was declared with a range, so that its bits have names like {@code data[0]}
 * @param low     number of the lowest bit; 0 without a range
 * @param comment what the line of its declaration says behind the port; empty if nothing
 */
public record Port(String name, Direction direction, int width, boolean vector, int low, String comment) {
    /** Seen from the module. */
    public enum Direction { INPUT, OUTPUT, INOUT }

    public Port {
        if (width < 1) {
            throw new IllegalArgumentException("port " + name + " of " + width + " bits; a port has at least 1");
        }
    }

    boolean isInput() {
        return direction == Direction.INPUT;
    }

    /** Number of the highest bit. */
    int high() {
        return low + width - 1;
    }
}
