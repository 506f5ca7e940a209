package winnow.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A setting that holds for all layers, or for some, or is to be found: {@code auto}, {@code 16}, or
 * {@code conv1=64,ip1=8} with at most one value without a name, for all the others.
 *
 * @param common  for layers that are not named; empty: find it
 * @param byLayer for those that are
 */
public record LayerValues<T>(Optional<T> common, Map<String, T> byLayer) {
    private static final String AUTO = "auto";

    public LayerValues {
        byLayer = Map.copyOf(byLayer);
    }

    /** Reads one value. */
    public interface Parser<T> {
        /** @throws IllegalArgumentException if the text is none; the message says what would be one */
        T parse(String text);
    }

    public static <T> LayerValues<T> auto() {
        return new LayerValues<>(Optional.empty(), Map.of());
    }

    /**
     * Reads a setting as users write it.
     *
     * @param option   the name that problems begin with
     * @param problems gets a line for each part that is none
     */
    public static <T> LayerValues<T> parse(String option, String text, Parser<T> parser, List<String> problems) {
        Map<String, T> byLayer = new LinkedHashMap<>();
        List<T> common = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            String value = part.substring(equals + 1).trim();
            if (equals < 0 && value.equals(AUTO)) {
                continue;
            }
            try {
                T parsed = parser.parse(value);
                if (equals < 0) {
                    common.add(parsed);
                } else if (byLayer.putIfAbsent(part.substring(0, equals).trim(), parsed) != null) {
                    problems.add(option + ": layer " + part.substring(0, equals).trim() + " is given twice");
                }
            } catch (IllegalArgumentException e) {
                problems.add(option + ": \"" + part + "\": " + e.getMessage());
            }
        }
        if (common.size() > 1) {
            problems.add(option + ": " + common.size() + " values without a layer's name; give one, and the others as LAYER=VALUE");
        }
        return new LayerValues<>(common.stream().findFirst(), byLayer);
    }

    /** The value for a layer; empty: find it. */
    public Optional<T> of(String layer) {
        return Optional.ofNullable(byLayer.get(layer)).or(() -> common);
    }

    /** Problems with names that are no layers. */
    List<String> problems(String option, Set<String> layers) {
        return byLayer.keySet().stream().filter(name -> !layers.contains(name)).sorted()
                .map(name -> option + ": the network has no layer \"" + name + "\" with weights; it has " + String.join(", ", layers))
                .toList();
    }
}
