package winnow.reader;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.network.IntegerLayer;

/** The kinds of layer in a {@link ModelForm}, each with the fields that only it has. */
enum LayerKind {
    CONVOLUTION("convolution", LayerFields::convolution),
    FULLY_CONNECTED("fully-connected", LayerFields::fullyConnected),
    MAXIMUM_POOL("maximum pool", LayerFields::maximumPool),
    AVERAGE_POOL("average pool", LayerFields::averagePool),
    CONCATENATION("concatenation", LayerFields::concatenation);

    private final String word;
    private final Function<LayerFields, IntegerLayer> layer;

    LayerKind(String word, Function<LayerFields, IntegerLayer> layer) {
        this.word = word;
        this.layer = layer;
    }

    /** The kind that a layer's fields name, or null and a problem. */
    static LayerKind read(JsonFields fields) {
        String word = fields.text("kind");
        for (LayerKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        if (!word.isEmpty()) {
            fields.problem("kind", "\"" + word + "\" is unknown; the kinds are "
                    + Arrays.stream(values()).map(kind -> kind.word).collect(Collectors.joining(", ")));
        }
        return null;
    }

    /** The layer, or null if its fields have problems. */
    IntegerLayer layer(LayerFields fields) {
        return layer.apply(fields);
    }
}
