package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import winnow.network.InvalidInputException;

/**
 * A device.
 *
 * @param name   as its maker has it, without package and speed
 * @param family by its name
 * @param has    what it has, in the family's units
 */
public record Device(
        @JsonProperty("name") String name, @JsonProperty("family") String family, @JsonProperty("has") Resources has) {
    /** All devices that Winnow knows. */
    public static List<Device> all() {
        try (InputStream in = Device.class.getResourceAsStream("devices.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<List<Device>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The device of a name, in capitals or not.
     *
     * @throws InvalidInputException if there is none
     */
    public static Device of(String name) {
        return all().stream().filter(device -> device.name.equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException("device '" + name + "' is unknown; devices are "
                        + all().stream().map(Device::name).collect(Collectors.joining(", "))));
    }

    /** What a design needs more than the device has, such as {@code 62 of 30 block RAMs}; none if it fits. */
    public List<String> excess(Resources needed) {
        List<String> excess = new ArrayList<>();
        add(excess, needed.lut(), has.lut(), "look-up tables");
        add(excess, needed.ff(), has.ff(), "flip-flops");
        add(excess, needed.bram(), has.bram(), "block RAMs");
        add(excess, needed.dsp(), has.dsp(), "DSP blocks");
        return excess;
    }

    private static void add(List<String> excess, int needed, int has, String what) {
        if (needed > has) {
            excess.add(String.format(Locale.ROOT, "%d %s, %d more than its %d", needed, what, needed - has, has));
        }
    }

    /** The smallest device of the family that has what is needed: the one with the fewest look-up tables. */
    public static Optional<Device> smallest(String family, Resources needed) {
        return all().stream().filter(device -> device.family.equals(family) && device.excess(needed).isEmpty())
                .min(Comparator.comparingInt(device -> device.has.lut()));
    }
}
