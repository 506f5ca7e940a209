package winnow.rtl;

import java.util.List;

/**
 * The wrapper for simulation.
 *
 * @param inputPixels  of a beat of the accelerator's input
 * @param inputWidth   bits of such a pixel
 * @param outputPixels of a beat of its output
 * @param outputWidth  bits of such a pixel
 * @param loads        whether the accelerator loads weights at start
 * @param inputLanes   numbers of the input beat's pixels
 * @param outputLanes  numbers of the output beat's pixels
 * @param tapBits     width of the taps' valid bits, more than there are taps, and always the same kind of C++ type
 * @param laneCount   pixels of the beats of all taps
 * @param tapDataBits 16 bits per pixel, and a few more
 */
public record Testbench(
        String name,
        String accelerator,
        int inputPixels,
        int inputWidth,
        int outputPixels,
        int outputWidth,
        boolean loads,
        List<Integer> inputLanes,
        List<Integer> outputLanes,
        int tapCount,
        int laneCount,
        int tapBits,
        int tapDataBits,
        List<Tap> taps)
        implements OutputModule {
    /** A stream to watch. */
    public record Tap(int number, String stream, int width, List<Lane> lanes) {}

    /** Where a pixel of a stream's beat stands among all taps' pixels. */
    public record Lane(int number, int pixel) {}
}
