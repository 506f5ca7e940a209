package winnow.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An instance of a library module, or an engine's own logic between such instances.
 *
 * @param module      the library module, which coefficients are kept for
 * @param path        from the top on
 * @param terms       numbers that its logic is taken to be linear in
 * @param memories    that it has, those of parts below it left out
 * @param multipliers likewise
 */
public record Part(
        String module, String path, Map<String, Double> terms, List<Memory> memories, List<Multiplier> multipliers) {
    public Part {
        terms = Map.copyOf(terms);
        memories = List.copyOf(memories);
        multipliers = List.copyOf(multipliers);
    }

    /** Terms with those of its memories, as the family makes them; every part has the term of being there. */
    public Map<String, Double> terms(Family family) {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("instance", 1.0);
        all.putAll(terms);
        for (Memory memory : memories) {
            family.place(memory).terms(family).forEach((term, value) -> all.merge(term, value, Double::sum));
        }
        return all;
    }

    /** Memories and multipliers as the family has them: what is no matter of calibration. */
    public Resources blocks(Family family) {
        Resources memory = memories.stream().map(of -> family.place(of).takes()).reduce(Resources.NONE, Resources::plus);
        return multipliers.stream().map(family::make).reduce(memory, Resources::plus);
    }
}
