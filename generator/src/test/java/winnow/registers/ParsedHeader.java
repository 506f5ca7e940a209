package winnow.registers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a C compiler would know of an emitted header: its names and their numbers. */
public record ParsedHeader(Map<String, Long> numbers) {
    private static final Pattern DEFINITION = Pattern.compile("^#define (\\w+) (0x[0-9a-f]+|[0-9]+)u(?: .*)?$", Pattern.MULTILINE);
    private static final String PREFIX = "WINNOW_";

    public static ParsedHeader of(Path file) throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        Matcher matcher = DEFINITION.matcher(Files.readString(file));
        while (matcher.find()) {
            numbers.put(matcher.group(1), Long.decode(matcher.group(2)));
        }
        return new ParsedHeader(numbers);
    }

    /** Offsets by register: names that no field, and nothing about the map as a whole, has. */
    public Map<String, Long> offsets() {
        Map<String, Long> offsets = new TreeMap<>();
        numbers.forEach((name, number) -> {
            if (!name.matches(".*_(MASK|SHIFT|CONSTANT)|WINNOW_MAP_.*")) {
                offsets.put(name.substring(PREFIX.length()), number);
            }
        });
        return offsets;
    }

    /** Masks of a register's fields, by the same names; the register is the longest that a name begins with. */
    public Map<String, Long> masksOf(String register) {
        Map<String, Long> masks = new TreeMap<>(masks());
        masks.keySet().removeIf(name -> offsets().keySet().stream().filter(each -> name.startsWith(each + "_"))
                .noneMatch(each -> each.equals(register)) || offsets().keySet().stream()
                .anyMatch(each -> name.startsWith(each + "_") && each.length() > register.length()));
        return masks;
    }

    /** Masks of all fields, by register and field such as {@code STATUS_BUSY}. */
    public Map<String, Long> masks() {
        Map<String, Long> masks = new TreeMap<>();
        numbers.forEach((name, number) -> {
            if (name.endsWith("_MASK")) {
                masks.put(name.substring(PREFIX.length(), name.length() - "_MASK".length()), number);
            }
        });
        return masks;
    }
}
