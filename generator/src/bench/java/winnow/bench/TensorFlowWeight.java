package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import winnow.network.Floats;
import winnow.network.InvalidInputException;

/**
 * A constant of a TensorFlow graph.
 *
 * @param shape  sizes of its axes in TensorFlow's order; none for a single number
 * @param values the last axis fastest; integers as floats
 */
record TensorFlowWeight(List<Integer> shape, Floats values) {
    TensorFlowWeight {
        shape = List.copyOf(shape);
    }

    int size(int axis) {
        return shape.get(axis);
    }

    /**
     * Takes a weight from the bytes of its group; quantised values become {@code stored x scale + min}, rounded once, as
     * TensorFlow.js does it.
     *
     * @param entry the weight's entry in the manifest
     * @throws InvalidInputException if the bytes end before the weight does, or its type is not known
     */
    static TensorFlowWeight take(JsonNode entry, ByteBuffer bytes) {
        String name = entry.path("name").asText();
        JsonNode quantization = entry.path("quantization");
        WeightStorage storage = storage(name, quantization.path("dtype").asText(entry.path("dtype").asText()));
        List<Integer> shape = new ArrayList<>();
        entry.path("shape").forEach(axis -> shape.add(axis.asInt()));
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (count < 0 || count > bytes.remaining() / storage.bytes()) {
            throw new InvalidInputException("weight " + name + ": " + count + " values of " + storage.bytes() + " bytes; "
                    + bytes.remaining() + " bytes are left; fetch the model again");
        }
        double scale = quantization.path("scale").asDouble(1);
        double minimum = quantization.path("min").asDouble(0);
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (storage.next(bytes) * scale + minimum);
        }
        return new TensorFlowWeight(shape, Floats.of(values));
    }

    private static WeightStorage storage(String name, String type) {
        if (type.equals("bool")) {
            return WeightStorage.UINT8;
        }
        try {
            return WeightStorage.valueOf(type.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "weight " + name + ": type \"" + type + "\" is none of float32, float16, int32, uint16, uint8, bool");
        }
    }
}
