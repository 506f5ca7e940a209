package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One operation of a TensorFlow graph: a NodeDef in protocol buffers' JSON form, where strings are in base64 and integers of
 * 64 bits are text.
 *
 * @param operation TensorFlow's name of it, such as {@code _FusedConv2D}
 * @param inputs    names of the nodes whose first output it reads; what only orders execution is left out
 */
record TensorFlowNode(String name, String operation, List<String> inputs, JsonNode attributes) {
    private static final String FIRST_OUTPUT = ":0";

    TensorFlowNode {
        inputs = List.copyOf(inputs);
    }

    static TensorFlowNode of(JsonNode json) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : json.path("input")) {
            String name = input.asText();
            if (!name.startsWith("^")) {
                inputs.add(name.endsWith(FIRST_OUTPUT) ? name.substring(0, name.length() - FIRST_OUTPUT.length()) : name);
            }
        }
        return new TensorFlowNode(json.path("name").asText(), json.path("op").asText(), inputs, json.path("attr"));
    }

    /** A text, empty if there is none. */
    String text(String attribute) {
        return decoded(attributes.path(attribute).path("s"));
    }

    List<String> texts(String attribute) {
        List<String> texts = new ArrayList<>();
        attributes.path(attribute).path("list").path("s").forEach(text -> texts.add(decoded(text)));
        return texts;
    }

    /** Integers, none if the attribute is missing. */
    List<Integer> integers(String attribute) {
        return integers(attributes.path(attribute).path("list").path("i"));
    }

    /** The sizes of a tensor's axes; -1 is one that is not known. */
    List<Integer> shape() {
        List<Integer> sizes = new ArrayList<>();
        attributes.path("shape").path("shape").path("dim").forEach(axis -> sizes.add(axis.path("size").asInt()));
        return sizes;
    }

    boolean flag(String attribute) {
        return attributes.path(attribute).path("b").asBoolean();
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asInt()));
        return values;
    }

    private static String decoded(JsonNode text) {
        return new String(Base64.getDecoder().decode(text.asText()), StandardCharsets.US_ASCII);
    }
}
