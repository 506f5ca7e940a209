package winnow.reader;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.network.IntegerLayer;

/** The kinds of layer in a {@link ModelForm}, each with the fields that only it has. */
enum LayerKind {
    CONVOLUTION("convolution", 1, 1, LayerFields::convolution),
    FULLY_CONNECTED("fully-connected", 1, 1, LayerFields::fullyConnected),
    MAXIMUM_POOL("maximum pool", 1, 1, LayerFields::maximumPool),
    AVERAGE_POOL("average pool", 1, 1, LayerFields::averagePool),
    CONCATENATION("concatenation", 1, Integer.MAX_VALUE, LayerFields::concatenation),
    ADDITION("addition", 2, Integer.MAX_VALUE, LayerFields::addition);

    private final String word;
    private final int leastInputs;
    private final int mostInputs;
    private final Function<LayerFields, IntegerLayer> layer;

    LayerKind(String word, int leastInputs, int mostInputs, Function<LayerFields, IntegerLayer> layer) {
        this.word = word;
        this.leastInputs = leastInputs;
        this.mostInputs = mostInputs;
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

    /** Names of the tensors that a layer of this kind reads; a problem if it reads more or fewer than it can. */
    List<String> inputs(JsonFields fields) {
        return fields.texts("inputs", leastInputs, mostInputs);
    }

    /** The layer, or null if its fields have problems. */
    IntegerLayer layer(LayerFields fields) {
        return layer.apply(fields);
    }
}
