package winnow.rtl;

import java.util.List;

/**
 * The wrapper for simulation.
 *
 * @param tapBits     width of the taps' valid bits, more than there are taps, and always the same kind of C++ type
 * @param laneCount   pixels of the beats of all taps
 * @param tapDataBits 16 bits per pixel, and a few more
 */
public record Testbench(
        String name, String accelerator, int inputWidth, int outputWidth, int tapCount, int laneCount, int tapBits, int tapDataBits, List<Tap> taps)
        implements OutputModule {
    /** A stream to watch. */
    public record Tap(int number, String stream, int width, List<Lane> lanes) {}

    /** Where a pixel of a stream's beat stands among all taps' pixels. */
    public record Lane(int number, int pixel) {}
}
