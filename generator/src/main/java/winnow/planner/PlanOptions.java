package winnow.planner;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a plan aims at: as few clocks per frame as a budget of multipliers allows, or as few multipliers as a number of
 * clocks per frame allows.
 *
 * @param lanes        the budget of multipliers; empty for as many as the target needs
 * @param targetCycles clocks per frame that suffice; empty for as few as the budget allows
 * @param merge        whether sibling convolutions share an engine
 * @param inputPixels  pixels of a beat of the accelerator's input, 1..{@value #MOST_PIXELS}
 * @param outputPixels values of a beat of its output, 1..{@value #MOST_PIXELS}
 * @param pairs        whether two lanes share a multiplier where their operands allow it
 * @param loaded       names of the layers whose weights are loaded at start instead of being in the memories from the beginning
 */
public record PlanOptions(
        OptionalInt lanes, OptionalLong targetCycles, boolean merge, int inputPixels, int outputPixels, boolean pairs,
        List<String> loaded) {
    /** Most pixels of a beat of the accelerator's input or output. */
    public static final int MOST_PIXELS = 64;

    public PlanOptions {
        loaded = List.copyOf(loaded);
        if (!isWidth(inputPixels) || !isWidth(outputPixels)) {
            throw new IllegalArgumentException("beats of " + inputPixels + " and " + outputPixels + " pixels");
        }
    }

    /** Whether a beat of the accelerator's input or output may have so many pixels. */
    public static boolean isWidth(int pixels) {
        return pixels >= 1 && pixels <= MOST_PIXELS;
    }

    /** The least interval within a budget. */
    public static PlanOptions budget(int lanes) {
        return new PlanOptions(OptionalInt.of(lanes), OptionalLong.empty(), true, 1, 1, false, List.of());
    }

    /** The fewest multipliers for an interval. */
    public static PlanOptions target(long cycles) {
        return new PlanOptions(OptionalInt.empty(), OptionalLong.of(cycles), true, 1, 1, false, List.of());
    }

    /** The same with an engine for every convolution. */
    public PlanOptions unmerged() {
        return new PlanOptions(lanes, targetCycles, false, inputPixels, outputPixels, pairs, loaded);
    }

    /** The same with so many pixels in a beat of the accelerator's input. */
    public PlanOptions withInputPixels(int pixels) {
        return new PlanOptions(lanes, targetCycles, merge, pixels, outputPixels, pairs, loaded);
    }

    /** The same with so many values in a beat of the accelerator's output. */
    public PlanOptions withOutputPixels(int pixels) {
        return new PlanOptions(lanes, targetCycles, merge, inputPixels, pixels, pairs, loaded);
    }

    /** The same with two lanes for a multiplier where their operands allow it. */
    public PlanOptions withPairs() {
        return new PlanOptions(lanes, targetCycles, merge, inputPixels, outputPixels, true, loaded);
    }

    /** The same with weights of some layers loaded at start. */
    public PlanOptions withLoaded(List<String> layers) {
        return new PlanOptions(lanes, targetCycles, merge, inputPixels, outputPixels, pairs, layers);
    }
}
