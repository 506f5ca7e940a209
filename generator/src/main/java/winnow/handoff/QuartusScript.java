package winnow.handoff;

import java.util.List;

/**
 * Compilation with Quartus, every port virtual but the clock.
 *
 * @param device      the default device
 * @param constraints their file within the design's folder
 * @param memoryPath  whether the top has the parameter MEMORY_PATH
 * @param ports       all but the clock
 */
public record QuartusScript(
        Origin origin, String top, String family, String device, String constraints, boolean memoryPath, List<String> ports) {
    public QuartusScript {
        ports = List.copyOf(ports);
    }
}
