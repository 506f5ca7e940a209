package winnow.synthesize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What place and route found: nextpnr's {@code --report}.
 *
 * @param clocks       every clock that registers run on
 * @param utilisation  how many of the device's elements are taken, as packed
 * @param criticalPath the slowest path from register to register of the slowest clock
 */
public record Timing(List<Clock> clocks, List<Element> utilisation, Optional<CriticalPath> criticalPath) {
    public Timing {
        clocks = List.copyOf(clocks);
        utilisation = List.copyOf(utilisation);
    }

    /**
     * A clock.
     *
     * @param megahertz    what it may run at
     * @param required     what it is to run at
     */
    public record Clock(String net, double megahertz, double required) {}

    /** One kind of a device's elements. */
    public record Element(String kind, long used, long available) {}

    /**
     * Reads a report.
     *
     * @param layers names the layers of the path
     */
    static Timing read(Path file, LayerNames layers) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        List<Clock> clocks = new ArrayList<>();
        root.path("fmax").fields().forEachRemaining(clock -> clocks.add(new Clock(clock.getKey(),
                clock.getValue().path("achieved").asDouble(), clock.getValue().path("constraint").asDouble())));
        List<Element> elements = new ArrayList<>();
        root.path("utilization").fields().forEachRemaining(element -> elements.add(new Element(element.getKey(),
                element.getValue().path("used").asLong(), element.getValue().path("available").asLong())));
        Optional<Clock> slowest = slowest(clocks);
        Optional<CriticalPath> path = Optional.empty();
        for (JsonNode each : root.path("critical_paths")) {
            if (slowest.isPresent() && isOf(each, slowest.get())) {
                path = Optional.of(CriticalPath.of(each.path("path"), layers));
            }
        }
        return new Timing(clocks, elements, path);
    }

    private static boolean isOf(JsonNode path, Clock clock) {
        String from = path.path("from").asText();
        return from.endsWith("edge " + clock.net()) && path.path("to").asText().endsWith("edge " + clock.net());
    }

    private static Optional<Clock> slowest(List<Clock> clocks) {
        return clocks.stream().min((a, b) -> Double.compare(a.megahertz(), b.megahertz()));
    }

    /** The clock that limits; none if the design has no registers. */
    Optional<Clock> slowest() {
        return slowest(clocks);
    }

    /** What the slowest clock may run at, in MHz; 0 without one. */
    double megahertz() {
        return slowest().map(Clock::megahertz).orElse(0.0);
    }
}
