package winnow.handoff;

import java.util.Optional;

/**
 * The stand-alone test bench.
 *
 * @param name          of the module
 * @param accelerator   the module under test
 * @param frames        that it sends, at least 1
 * @param inputBeats    of a frame
 * @param inputWidth    bits of a beat
 * @param outputBeats   of a frame
 * @param outputWidth   bits of a beat
 * @param plannedCycles clocks of a typical frame
 * @param patience      clocks without a beat at either end that cannot come from work
 * @param inputs        file of the beats that it sends
 * @param outputs       file of the beats that it expects
 * @param masks         file of the bits of an output beat that count, for a frame
 * @param load          weights to load, if there are any
 */
public record Bench(
        Origin origin,
        String name,
        String accelerator,
        int frames,
        int inputBeats,
        int inputWidth,
        int outputBeats,
        int outputWidth,
        long plannedCycles,
        long patience,
        String inputs,
        String outputs,
        String masks,
        Optional<Load> load) {
    /**
     * Weights that are loaded during reset.
     *
     * @param words of 16 bits
     * @param file  that holds them, among the accelerator's
     */
    public record Load(int words, String file) {}
}
