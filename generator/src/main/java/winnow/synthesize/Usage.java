package winnow.synthesize;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.board.Resource;

/** How many of each resource something takes. */
public final class Usage {
    private final EnumMap<Resource, Double> counts = new EnumMap<>(Resource.class);

    /** One more cell. */
    void add(Map<Resource, Double> cell) {
        cell.forEach((resource, count) -> counts.merge(resource, count, Double::sum));
    }

    /** So many of a resource; half a block is 0.5. */
    double of(Resource resource) {
        return counts.getOrDefault(resource, 0.0);
    }

    /** All resources, zeros included, by their names in JSON. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            json.put(resource.key(), of(resource));
        }
        return json;
    }
}
