package winnow.simulate;

/**
 * The first difference between a stream of the hardware and the golden model's tensor.
 *
 * @param layer the layer that writes the stream
 * @param frame 0 for the first
 * @param cycle clock since the start of the simulation
 */
public record Mismatch(String layer, int frame, int row, int channel, int column, int expected, int got, long cycle) {
    @Override
    public String toString() {
        return "layer " + layer + ", frame " + frame + ", row " + row + ", channel " + channel + ", column " + column
                + ": expected " + expected + ", got " + got + " in cycle " + cycle;
    }
}
