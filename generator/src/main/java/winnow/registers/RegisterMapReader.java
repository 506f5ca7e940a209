package winnow.registers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the register map's data file. */
public final class RegisterMapReader {
    private static final String FILE = "/rtl-templates/control_registers.json";

    private RegisterMapReader() {}

    /** The map that designs have. */
    public static RegisterMap read() {
        try (InputStream in = RegisterMapReader.class.getResourceAsStream(FILE)) {
            return of(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FILE, e);
        }
    }

    /**
     * A map from its JSON.
     *
     * @throws IllegalArgumentException if it is not one; the message names the register or field
     */
    static RegisterMap of(JsonNode root) {
        requireKeys("the map", root, Set.of("version", "address_bits", "registers"));
        List<Register> registers = new ArrayList<>();
        root.path("registers").forEach(node -> registers.add(register(node)));
        return new RegisterMap(root.path("version").asInt(), root.path("address_bits").asInt(), registers);
    }

    private static Register register(JsonNode node) {
        String name = node.path("name").asText();
        requireKeys("register " + name, node, Set.of("name", "offset", "access", "read_pulse", "description", "fields"));
        List<RegisterField> fields = new ArrayList<>();
        node.path("fields").forEach(field -> fields.add(field(name, field)));
        return new Register(name, (int) number("register " + name, node.path("offset").asText()), access(name, node),
                node.path("read_pulse").asBoolean(), node.path("description").asText(), fields);
    }

    private static Access access(String name, JsonNode node) {
        String text = node.path("access").asText();
        try {
            return Access.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("register " + name + ": access '" + text + "' is none of ro, rw, w1c, pulse", e);
        }
    }

    private static RegisterField field(String register, JsonNode node) {
        String name = node.path("name").asText();
        String where = "register " + register + ", field " + name;
        requireKeys(where, node, Set.of("name", "bits", "reset", "constant", "description"));
        String[] bits = node.path("bits").asText().split(":");
        return new RegisterField(name, (int) number(where, bits[0]), (int) number(where, bits[bits.length - 1]),
                number(where, node.path("reset").asText("0")), Optional.ofNullable(node.path("constant").textValue()),
                node.path("description").asText());
    }

    /** Also catches a key that is misspelt, which would else be passed over. */
    private static void requireKeys(String where, JsonNode node, Set<String> known) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext();) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new IllegalArgumentException(where + ": unknown key '" + key + "'");
            }
        }
    }

    private static long number(String where, String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": '" + text + "' is not a number", e);
        }
    }
}
