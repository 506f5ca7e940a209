package winnow.resources;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many of each resource something takes, or a device has. */
public final class Resources {
    /** Nothing of anything. */
    public static final Resources NONE = new Resources(new EnumMap<>(Resource.class));

    private final EnumMap<Resource, Double> amounts;

    private Resources(EnumMap<Resource, Double> amounts) {
        this.amounts = amounts;
    }

    /** Amounts by the resources' names in JSON. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Resources of(Map<String, Double> byKey) {
        EnumMap<Resource, Double> amounts = new EnumMap<>(Resource.class);
        byKey.forEach((key, amount) -> amounts.put(
                Resource.of(key).orElseThrow(() -> new IllegalArgumentException("no resource '" + key + "'")), amount));
        return new Resources(amounts);
    }

    /** So much of one resource. */
    public static Resources of(Resource resource, double amount) {
        return NONE.with(resource, amount);
    }

    /** The same but for one resource. */
    public Resources with(Resource resource, double amount) {
        EnumMap<Resource, Double> changed = new EnumMap<>(amounts);
        changed.put(resource, amount);
        return new Resources(changed);
    }

    /** So many of a resource; half a block is 0.5. */
    public double of(Resource resource) {
        return amounts.getOrDefault(resource, 0.0);
    }

    /** Both together. */
    public Resources plus(Resources other) {
        EnumMap<Resource, Double> sum = new EnumMap<>(amounts);
        other.amounts.forEach((resource, amount) -> sum.merge(resource, amount, Double::sum));
        return new Resources(sum);
    }

    /** So many times as much. */
    public Resources times(double factor) {
        EnumMap<Resource, Double> product = new EnumMap<>(amounts);
        product.replaceAll((resource, amount) -> factor * amount);
        return new Resources(product);
    }

    /** All resources by their names in JSON, zeros included. */
    @JsonValue
    public Map<String, Number> toJson() {
        Map<String, Number> json = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            double amount = of(resource);
            json.put(resource.key(), amount == Math.rint(amount) ? (Number) (long) amount : (Number) amount);
        }
        return json;
    }

    /** A count as tables and messages have it: whole, or with a half. */
    public static String text(double count) {
        return count == Math.rint(count) ? String.format(Locale.ROOT, "%,d", (long) count) : String.format(Locale.ROOT, "%,.1f", count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resources of && toJson().equals(of.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    @Override
    public String toString() {
        return toJson().toString();
    }
}
