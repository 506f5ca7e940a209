package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A device.
 *
 * @param name   as its maker has it, without package and speed
 * @param family by its name
 * @param has    what it has
 */
public record Device(
        @JsonProperty("name") String name, @JsonProperty("family") String family, @JsonProperty("has") Resources has) {
    /** What a design needs more than the device has, each as a phrase; none if it fits. */
    public List<String> excess(Resources needed) {
        List<String> excess = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            double more = needed.of(resource) - has.of(resource);
            if (resource.isLimited() && more > 0) {
                excess.add(Resources.text(needed.of(resource)) + " " + resource.plural() + ", " + Resources.text(more)
                        + " more than its " + Resources.text(has.of(resource)));
            }
        }
        return excess;
    }

    /** Whether it has what is needed. */
    public boolean fits(Resources needed) {
        return excess(needed).isEmpty();
    }
}
