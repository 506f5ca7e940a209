package winnow.reader;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.Codebook;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Addition;
import winnow.network.IntegerLayer.AveragePool;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.MaximumPool;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.network.Window;
import winnow.output.Json;
import winnow.output.Sha256;

/** The two files of the {@link ModelForm} of one network. */
final class ModelFormWriter {
    private final ByteArrayOutputStream weights = new ByteArrayOutputStream();
    private final byte[] model;

    ModelFormWriter(IntegerNetwork network) {
        List<Map<String, Object>> layers = new ArrayList<>();
        network.layers().forEach(layer -> layers.add(layer(layer)));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("form", ModelForm.FORM);
        root.put("version", ModelForm.VERSION);
        root.put("name", network.name());
        root.put("input", tensor(network.input()));
        root.put("padding", network.padding().toArray());
        root.put("weights", fields("bytes", weights.size(), "sha256", Sha256.of(weights.toByteArray())));
        root.put("layers", layers);
        model = Json.bytes(root);
    }

    byte[] model() {
        return model;
    }

    byte[] weights() {
        return weights.toByteArray();
    }

    private Map<String, Object> layer(IntegerLayer layer) {
        Map<String, Object> fields = fields("kind", layer.kind(), "name", layer.name(), "inputs", layer.inputs(),
                "output", tensor(layer.output()));
        // The kinds differ in few components only; a method of IntegerLayer for each would be this file's business there.
        if (layer instanceof Convolution convolution) {
            fields.put("window", window(convolution.window()));
        } else if (layer instanceof MaximumPool pool) {
            fields.put("window", window(pool.window()));
        } else if (layer instanceof AveragePool pool) {
            fields.put("window", window(pool.window()));
            fields.put("reciprocals", pool.reciprocals().toArray());
            fields.put("requantization", requantization(pool.requantization()));
        } else if (layer instanceof Addition addition) {
            fields.put("requantization", requantization(addition.requantization()));
        }
        layer.weighted().ifPresent(weighted -> addWeights(weighted, fields));
        return fields;
    }

    private void addWeights(WeightedLayer layer, Map<String, Object> fields) {
        Codebook codebook = layer.codebook();
        WeightStream stream = WeightStream.encode(layer);
        fields.put("requantization", requantization(layer.requantization()));
        fields.put("codebook", fields("bits", codebook.bits(), "fraction_bits", codebook.fractionBits(), "padding_code",
                codebook.paddingCode() == Codebook.NO_PADDING_CODE ? null : codebook.paddingCode(),
                "values", codebook.values().toArray()));
        Map<String, Object> place = fields("code_bits", codebook.codeBits(), "index_bits", stream.indexBits(), "entries",
                stream.entries(), "codes", append(BitStream.pack(stream.codes().toArray(), codebook.codeBits())),
                "indices", append(BitStream.pack(stream.indices().toArray(), stream.indexBits())));
        if (layer.weights().parameters() < layer.weights().size()) {
            place.put("parameters", layer.weights().parameters());
        }
        fields.put("stream", place);
        fields.put("biases", layer.bias().toArray());
        if (layer.inputDensity().length() > 0) {
            fields.put("input_density", layer.inputDensity().toArray());
        }
    }

    private Map<String, Object> append(byte[] packed) {
        Map<String, Object> place = fields("offset", weights.size(), "bytes", packed.length);
        weights.writeBytes(packed);
        return place;
    }

    private static Map<String, Object> tensor(Tensor tensor) {
        Shape shape = tensor.shape();
        return fields("name", tensor.name(), "shape", new int[] {shape.channels(), shape.height(), shape.width()}, "bits",
                tensor.format().bits(), "fraction_bits", tensor.format().fractionBits(), "signed", tensor.format().signed());
    }

    private static Map<String, Object> window(Window window) {
        return fields("kernel", new int[] {window.kernelHeight(), window.kernelWidth()}, "stride",
                new int[] {window.strideHeight(), window.strideWidth()}, "padding",
                new int[] {window.padTop(), window.padLeft()});
    }

    private static Map<String, Object> requantization(Requantization requantization) {
        return fields("shift", requantization.shift(), "minimum", requantization.minimum(), "maximum",
                requantization.maximum());
    }

    /** A JSON object of alternating names and values, in that order. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
