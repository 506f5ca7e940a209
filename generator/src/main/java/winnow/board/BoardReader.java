package winnow.board;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import winnow.network.InvalidInputException;
import winnow.resources.Device;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.resources.Resources;
import winnow.rtl.Shell;

/** Reads one board's folder; whatever is wrong with {@code board.json} is said with its field, all of it at once. */
final class BoardReader {
    static final String FILE = "board.json";
    private static final String CLOCK = "clock.v";
    private static final double MOST_MEGAHERTZ = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final Path folder;
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private BoardReader(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(FILE).toString();
    }

    /**
     * Reads a folder with {@code board.json}, {@code clock.v} and the pin file.
     *
     * @throws InvalidInputException if a field or a file is missing or wrong
     */
    static Board read(Path folder) throws IOException {
        return new BoardReader(folder).read();
    }

    private Board read() throws IOException {
        JsonNode root = root();
        Fields top = new Fields("", root);
        Fields clock = new Fields("clock.", top.object("clock"));
        String name = top.text("name");
        String title = top.text("title");
        Optional<Family> family = top.choice("family", Family::find, Family.NAMES);
        String part = top.text("part");
        String device = top.text("device");
        List<String> placeAndRoute = top.texts("place_and_route");
        List<String> pack = top.texts("pack");
        double pinMegahertz = clock.megahertz("pin_mhz");
        double targetMegahertz = clock.megahertz("target_mhz");
        Optional<Shell> shell = top.choice("shell", Shell::ofBoard, Shell.boardKeys());
        boolean ledActiveLow = top.flag("led_active_low");
        Resources resources = resources(new Fields("resources.", top.object("resources")));
        String program = top.text("program");
        List<String> notes = top.texts("notes");
        top.refuseOthers();
        clock.refuseOthers();
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            problem("name", "'" + name + "' is not lower-case letters and digits, with single hyphens between them");
        } else if (!name.isEmpty() && !name.equals(folder.toAbsolutePath().normalize().getFileName().toString())) {
            problem("name", "'" + name + "' is not the name of its folder");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Family of = family.orElseThrow();
        return new Board(name, title, of, part, new Device(device, of.name(), resources), placeAndRoute, pack, pinMegahertz,
                targetMegahertz, shell.orElseThrow(), ledActiveLow, program, notes, text("pins." + of.pinForm()), text(CLOCK));
    }

    private JsonNode root() throws IOException {
        try {
            JsonNode root = MAPPER.readTree(text(FILE));
            if (!root.isObject()) {
                throw new InvalidInputException(file + ": is not a JSON object");
            }
            return root;
        } catch (JacksonException e) {
            throw new InvalidInputException(file + ": is not JSON: " + e.getOriginalMessage() + " in line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
    }

    private String text(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new InvalidInputException(path + ": no such file; a board is a folder with " + FILE + ", " + CLOCK
                    + " and its family's pin file");
        }
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    private Resources resources(Fields fields) {
        Resources resources = Resources.NONE;
        for (Resource resource : Resource.values()) {
            if (resource.isLimited()) {
                resources = resources.with(resource, fields.count(resource.key()));
            }
        }
        fields.refuseOthers();
        return resources;
    }

    private void problem(String field, String what) {
        problems.add(file + ": field " + field + ": " + what);
    }

    /** The fields of an object; what is missing or wrong is noted, and something harmless given instead. */
    private final class Fields {
        private final String prefix;
        private final JsonNode object;
        private final TreeSet<String> known = new TreeSet<>();

        Fields(String prefix, JsonNode object) {
            this.prefix = prefix;
            this.object = object;
        }

        private Optional<JsonNode> field(String name, String what, Function<JsonNode, Boolean> right) {
            known.add(name);
            JsonNode value = object.path(name);
            if (object.isMissingNode()) {
                return Optional.empty();
            }
            if (value.isMissingNode()) {
                problem(prefix + name, "is missing; it must be " + what);
                return Optional.empty();
            }
            if (!right.apply(value)) {
                problem(prefix + name, value + " is not " + what);
                return Optional.empty();
            }
            return Optional.of(value);
        }

        JsonNode object(String name) {
            return field(name, "an object", JsonNode::isObject).orElse(MissingNode.getInstance());
        }

        String text(String name) {
            return field(name, "a text that is not empty", value -> value.isTextual() && !value.asText().isBlank())
                    .map(JsonNode::asText).orElse("");
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            field(name, "a list of texts", BoardReader::isTexts)
                    .ifPresent(list -> list.forEach(item -> texts.add(item.asText())));
            return texts;
        }

        boolean flag(String name) {
            return field(name, "true or false", JsonNode::isBoolean).map(JsonNode::asBoolean).orElse(false);
        }

        double megahertz(String name) {
            return field(name, "a number above 0 and up to " + (int) MOST_MEGAHERTZ,
                    value -> value.isNumber() && value.asDouble() > 0 && value.asDouble() <= MOST_MEGAHERTZ)
                    .map(JsonNode::asDouble).orElse(1.0);
        }

        int count(String name) {
            return field(name, "a whole number, 0 or more",
                    value -> value.isInt() && value.asInt() >= 0).map(JsonNode::asInt).orElse(0);
        }

        <T> Optional<T> choice(String name, Function<String, Optional<T>> choices, List<String> names) {
            return field(name, "one of " + String.join(", ", names),
                    value -> value.isTextual() && choices.apply(value.asText()).isPresent())
                    .flatMap(value -> choices.apply(value.asText()));
        }

        void refuseOthers() {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    problem(prefix + name, "is not known; known are " + String.join(", ", known));
                }
            });
        }
    }

    private static boolean isTexts(JsonNode value) {
        boolean all = value.isArray();
        for (JsonNode item : value) {
            all &= item.isTextual();
        }
        return all;
    }
}
