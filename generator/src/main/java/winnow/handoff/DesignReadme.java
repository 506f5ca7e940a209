package winnow.handoff;

import java.util.List;
import java.util.Optional;

/**
 * What a design's README says.
 *
 * @param input     the input stream in words
 * @param output    the output stream in words
 * @param notes     on last beats
 * @param megahertz of the out-of-context constraints
 * @param frames    where the test bench's frames come from
 * @param figures   of the whole plan
 * @param engines   in the order of the streams
 * @param worst     clocks per frame if no activation is zero; empty if these are the same
 */
public record DesignReadme(
        Origin origin,
        String top,
        String accelerator,
        String input,
        String output,
        List<String> notes,
        List<Row> ports,
        List<Row> parameters,
        String megahertz,
        String frames,
        Figures figures,
        Optional<String> worst,
        List<Engine> engines) {
    /** A row of a table: a name, its kind and width, and what it is. */
    public record Row(String name, String kind, String comment) {}

    /** Numbers as text. */
    public record Figures(
            String lanes, String cycles, String tableBytes, String bufferBytes, String nonzeros, String utilization,
            String inputBeats, String outputBeats) {}

    /** An engine of the accelerator, under the name that its module ends in. */
    public record Engine(String name, String kind, String tile, String lanes, String cycles, String weights, String bits) {}

    public DesignReadme {
        notes = List.copyOf(notes);
        ports = List.copyOf(ports);
        parameters = List.copyOf(parameters);
        engines = List.copyOf(engines);
    }
}
