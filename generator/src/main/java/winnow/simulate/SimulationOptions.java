package winnow.simulate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to drive the hardware.
 *
 * @param stallSeed seed of random input gaps and output stalls; empty for full speed
 * @param trace     file for an FST waveform
 */
public record SimulationOptions(Optional<Long> stallSeed, Optional<Path> trace) {
    public static SimulationOptions fullSpeed() {
        return new SimulationOptions(Optional.empty(), Optional.empty());
    }

    public static SimulationOptions stalled(long seed) {
        return new SimulationOptions(Optional.of(seed), Optional.empty());
    }
}
