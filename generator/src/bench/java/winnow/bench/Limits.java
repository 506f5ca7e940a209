package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;

/** What a model's figures are held against: data, so that no code knows a network. */
final class Limits {
    private static final String RESOURCE = "limits.json";

    private final JsonNode figures;

    private Limits(JsonNode figures) {
        this.figures = figures;
    }

    /** The limits of a model by the name that it has in the file; none if it has no entry. */
    static Limits of(String model) throws IOException {
        try (InputStream in = Limits.class.getResourceAsStream(RESOURCE)) {
            return new Limits(new ObjectMapper().readTree(in).path(model));
        }
    }

    /** The limit of a figure that does not depend on a budget. */
    OptionalDouble of(Figure figure) {
        return number(figures.path(figure.key));
    }

    /** The limit at a budget of multipliers: one for all, or one for each. */
    OptionalDouble of(Figure figure, int lanes) {
        JsonNode limit = figures.path(figure.key);
        return number(limit.isObject() ? limit.path(Integer.toString(lanes)) : limit);
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }
}
