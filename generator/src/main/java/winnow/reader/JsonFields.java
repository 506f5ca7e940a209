package winnow.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import winnow.network.Ints;
import winnow.network.Longs;

/**
 * The fields of one JSON object from a file. What is missing, of the wrong type, out of range or never asked for becomes
 * a problem with its path; the caller gets a placeholder and goes on, so that one run finds everything.
 */
final class JsonFields {
    private static final int LONGEST_NAME = 1024;

    private final JsonNode object;
    private final String path;
    private final String place;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();
    private final List<JsonFields> children = new ArrayList<>();

    /** @param place what a problem begins with, such as the file */
    JsonFields(JsonNode object, String path, String place, List<String> problems) {
        this.object = object;
        this.path = path;
        this.place = place;
        this.problems = problems;
        if (!object.isObject()) {
            report(path.isEmpty() ? "the file" : path, shown(object) + " is not an object; see docs/model-format.md");
        }
    }

    /** Number of problems found so far, here and elsewhere in the file. */
    int problemCount() {
        return problems.size();
    }

    /** Reports a problem of the object as a whole. */
    void problem(String problem) {
        report(path, problem);
    }

    void problem(String field, String problem) {
        report(join(field), problem);
    }

    /** Text that is not blank. */
    String text(String field) {
        JsonNode value = field(field);
        if (value != null && !(value.isTextual() && !value.asText().isBlank() && value.asText().length() <= LONGEST_NAME)) {
            problem(field, shown(value) + " is not a text of 1.." + LONGEST_NAME + " characters that is not blank");
            return "";
        }
        return value == null ? "" : value.asText();
    }

    boolean flag(String field) {
        JsonNode value = field(field);
        if (value != null && !value.isBoolean()) {
            problem(field, shown(value) + " is not true or false");
        }
        return value != null && value.asBoolean();
    }

    /** An integer within the limits, or {@code minimum} if there is none. */
    int integer(String field, int minimum, int maximum) {
        JsonNode value = field(field);
        return value == null ? minimum : (int) checked(join(field), value, minimum, maximum);
    }

    /** Like {@link #integer}, or empty if there is no such field. */
    OptionalInt integerIfPresent(String field, int minimum, int maximum) {
        known.add(field);
        return object.has(field) ? OptionalInt.of(integer(field, minimum, maximum)) : OptionalInt.empty();
    }

    /** Like {@link #integer}, or {@code otherwise} if the field is null. */
    int integerOrNull(String field, int minimum, int maximum, int otherwise) {
        known.add(field);
        return object.path(field).isNull() ? otherwise : integer(field, minimum, maximum);
    }

    /** An array of integers within the limits, with at least {@code least} and at most {@code most} elements. */
    Longs integers(String field, int least, int most, long minimum, long maximum) {
        List<JsonNode> elements = elements(field, least, most);
        long[] values = new long[elements.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = checked(join(field) + "[" + i + "]", elements.get(i), minimum, maximum);
        }
        return Longs.of(values);
    }

    /** Like {@link #integers}; always {@code count} elements, even if there is a problem. */
    int[] integers(String field, int count, int minimum, int maximum) {
        Longs values = integers(field, count, count, minimum, maximum);
        return values.length() == count
                ? values.stream().mapToInt(value -> (int) value).toArray()
                : IntStream.generate(() -> minimum).limit(count).toArray();
    }

    /** Like {@link #integers}, for limits that an int holds. */
    Ints ints(String field, int least, int most, int minimum, int maximum) {
        return Ints.of(integers(field, least, most, (long) minimum, maximum).stream().mapToInt(value -> (int) value).toArray());
    }

    /** Like {@link #ints}, or empty if there is no such field. */
    Ints intsIfPresent(String field, int least, int most, int minimum, int maximum) {
        known.add(field);
        return object.has(field) ? ints(field, least, most, minimum, maximum) : Ints.of();
    }

    /** An array of texts, at least {@code least} and at most {@code most}. */
    List<String> texts(String field, int least, int most) {
        List<JsonNode> elements = elements(field, least, most);
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).isTextual()) {
                report(join(field) + "[" + i + "]", shown(elements.get(i)) + " is not a text");
            }
        }
        return elements.stream().map(JsonNode::asText).toList();
    }

    JsonFields object(String field) {
        JsonNode value = field(field);
        if (value == null) {
            return new JsonFields(emptyObject(), join(field), place, new ArrayList<>());
        }
        return child(new JsonFields(value, join(field), place, problems));
    }

    /**
     * An array of objects, at least one; each reports its own unknown fields.
     *
     * @param sort what an object is called in problems, before the name that it carries
     */
    List<JsonFields> objects(String field, String sort) {
        List<JsonNode> elements = elements(field, 1, Integer.MAX_VALUE);
        return IntStream.range(0, elements.size())
                .mapToObj(i -> new JsonFields(elements.get(i), join(field) + "[" + i + "]",
                        place + ": " + sort + " " + elements.get(i).path("name").asText(), problems))
                .toList();
    }

    /** Calls the constructor of a checked type; what it refuses becomes a problem of this object and the result null. */
    <T> T build(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            report(path, e.getMessage());
            return null;
        }
    }

    /** Reports the fields that nobody asked for, here and in the objects that were read from here. */
    void reportUnknown() {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problem(field, "unknown field; remove it, or use the version of Winnow that wrote it");
            }
        });
        children.forEach(JsonFields::reportUnknown);
    }

    private JsonFields child(JsonFields child) {
        children.add(child);
        return child;
    }

    private JsonNode field(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null && object.isObject()) {
            problem(field, "missing; see docs/model-format.md");
        }
        return value;
    }

    private List<JsonNode> elements(String field, int least, int most) {
        JsonNode value = field(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(field, shown(value) + " is not an array");
            return List.of();
        }
        if (value.size() < least || value.size() > most) {
            String wanted = least == most ? "exactly " + least : most == Integer.MAX_VALUE ? "at least " + least : least + ".." + most;
            problem(field, value.size() + " elements; it has " + wanted);
            return List.of();
        }
        return StreamSupport.stream(value.spliterator(), false).toList();
    }

    private long checked(String where, JsonNode value, long minimum, long maximum) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            report(where, shown(value) + " is not an integer of " + minimum + ".." + maximum);
            return minimum;
        }
        if (value.asLong() < minimum || value.asLong() > maximum) {
            report(where, value.asLong() + " lies outside " + minimum + ".." + maximum);
            return minimum;
        }
        return value.asLong();
    }

    private void report(String where, String problem) {
        problems.add(place + ": " + where + ": " + problem);
    }

    private String join(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static JsonNode emptyObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
