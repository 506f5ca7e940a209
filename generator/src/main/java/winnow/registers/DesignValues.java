package winnow.registers;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the constant fields of a design's registers say.
 *
 * @param figures by the names that the register map has for them
 */
public record DesignValues(Map<String, Long> figures) {
    public DesignValues {
        figures = Map.copyOf(new TreeMap<>(figures));
    }

    /**
     * A constant field's value, as wide as the field.
     *
     * @throws IllegalArgumentException if the field is not constant, its figure is unknown, or it needs more bits
     */
    public long of(RegisterField field) {
        String constant = field.constant().orElseThrow(
                () -> new IllegalArgumentException("field " + field.name() + " is not constant"));
        long value = Character.isDigit(constant.charAt(0)) ? Long.decode(constant) : figure(constant);
        if (value < 0 || value > field.valueMask()) {
            throw new IllegalArgumentException(constant + " is " + value + ", which needs more than the " + field.width()
                    + " bits of its field");
        }
        return value;
    }

    private long figure(String name) {
        Long value = figures.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is no figure of a design; there are "
                    + new TreeMap<>(figures).keySet());
        }
        return value;
    }
}
