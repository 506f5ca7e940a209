package winnow.synthesize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path from register to register.
 *
 * @param nanoseconds all of it
 * @param routing     nanoseconds of that in wires
 * @param levels      how many cells it passes that take time
 * @param layers      the layers that it passes, in order
 * @param stages      where the time goes, in order: a name of the source, and the nanoseconds to leave it
 */
public record CriticalPath(double nanoseconds, double routing, int levels, List<String> layers, List<Stage> stages) {
    /** What tools append to a net's name when they name a cell after it: the type of a cell, in capitals, and a port. */
    private static final Pattern APPENDED = Pattern.compile("_[A-Z][A-Z0-9]*(_.*)?$");

    public CriticalPath {
        layers = List.copyOf(layers);
        stages = List.copyOf(stages);
    }

    /** A stretch of the path that is named after one signal. */
    public record Stage(String name, double nanoseconds) {}

    /** From the list of nextpnr's report: each step has a type, a delay in nanoseconds, and the cells it goes between. */
    static CriticalPath of(JsonNode path, LayerNames names) {
        double all = 0;
        double routing = 0;
        int levels = 0;
        Set<String> layers = new LinkedHashSet<>();
        List<Stage> stages = new ArrayList<>();
        for (JsonNode step : path) {
            double delay = step.path("delay").asDouble();
            String type = step.path("type").asText();
            all += delay;
            routing += type.equals("routing") ? delay : 0;
            levels += type.equals("logic") && delay > 0 ? 1 : 0;
            layers.add(names.of(step.path("from").path("cell").asText()));
            layers.add(names.of(step.path("to").path("cell").asText()));
            add(stages, signal(step.path("from").path("cell").asText()), delay);
        }
        if (!path.isEmpty()) {
            add(stages, signal(path.get(path.size() - 1).path("to").path("cell").asText()), 0);
        }
        layers.remove(LayerNames.OTHER);
        return new CriticalPath(all, routing, levels, new ArrayList<>(layers), stages);
    }

    private static void add(List<Stage> stages, String name, double delay) {
        int last = stages.size() - 1;
        if (last >= 0 && stages.get(last).name().equals(name)) {
            stages.set(last, new Stage(name, stages.get(last).nanoseconds() + delay));
        } else {
            stages.add(new Stage(name, delay));
        }
    }

    /** The name of the signal that a cell was named after. */
    static String signal(String cell) {
        int dollar = cell.indexOf('$', 1);
        String plain = dollar > 0 ? cell.substring(0, dollar) : cell;
        return APPENDED.matcher(plain).replaceFirst("");
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nanoseconds", Figures.rounded(nanoseconds, 2));
        json.put("routing_nanoseconds", Figures.rounded(routing, 2));
        json.put("levels", levels);
        json.put("layers", layers);
        json.put("stages", stages.stream().map(stage -> Map.of("signal", stage.name(),
                "nanoseconds", Figures.rounded(stage.nanoseconds(), 2))).toList());
        return json;
    }
}
