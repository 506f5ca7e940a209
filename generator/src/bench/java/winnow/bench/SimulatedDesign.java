package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.network.InvalidInputException;

/**
 * What {@code winnow simulate --json} wrote of a design.
 *
 * @param lanes       the budget of multipliers
 * @param cycles      per frame
 * @param frames      frames compared
 * @param differences beats that differ from the golden model, and faults
 */
record SimulatedDesign(int lanes, long cycles, int frames, long differences) {
    /** @throws InvalidInputException if the file is missing or not such a file */
    static SimulatedDesign read(Path file) throws IOException {
        JsonNode result = Files.isRegularFile(file) ? new ObjectMapper().readTree(file.toFile()) : null;
        if (result == null || !result.path("cycles_per_frame").isNumber() || !result.path("mismatches").isNumber()) {
            throw new InvalidInputException(file + ": is missing or not a result of 'winnow simulate --json'; run 'make variants'");
        }
        return new SimulatedDesign(result.path("lanes").asInt(), result.path("cycles_per_frame").asLong(),
                result.path("frames").asInt(), result.path("mismatches").asLong() + result.path("faults").size());
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lanes", lanes);
        json.put("cycles_per_frame", cycles);
        json.put("frames", frames);
        json.put("differences", differences);
        return json;
    }
}
