package winnow.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.quantize.InputTransform;

/**
 * The network before it was compressed.
 *
 * @param validation error on the images that may choose
 * @param test       error on the images that choose nothing
 * @param bytes      of weights and biases as 32-bit floats
 */
record FloatBaseline(ErrorRate validation, ErrorRate test, long bytes) {
    static FloatBaseline of(Network network, InputTransform transform, SplitImages images) throws IOException {
        int classes = network.layers().get(network.layers().size() - 1).outputShape().size();
        SplitImages.Parts parts = images.read(network.inputShape(), classes);
        return new FloatBaseline(ErrorRate.of(network, transform, parts.validation()), ErrorRate.of(network, transform, parts.test()),
                bytes(network));
    }

    private static long bytes(Network network) {
        return network.layers().stream().filter(Layer.Weighted.class::isInstance).map(Layer.Weighted.class::cast)
                .mapToLong(layer -> Float.BYTES * ((long) layer.weights().size() + layer.bias().length())).sum();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", "float");
        json.put("validation_error_percent", validation.percent());
        json.put("test_error_percent", test.percent());
        json.put("float32_bytes", bytes);
        return json;
    }
}
