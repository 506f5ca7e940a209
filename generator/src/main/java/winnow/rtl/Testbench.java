package winnow.rtl;

import java.util.List;

/**
 * The wrapper for simulation.
 *
 * @param tapBits     width of the taps' valid bits, more than there are taps, and always the same kind of C++ type
 * @param tapDataBits 16 bits per tap
 */
public record Testbench(
        String name, String accelerator, int inputWidth, int outputWidth, int tapCount, int tapBits, int tapDataBits, List<Tap> taps)
        implements OutputModule {
    /** A stream to watch. */
    public record Tap(int number, String stream, int width) {}
}
