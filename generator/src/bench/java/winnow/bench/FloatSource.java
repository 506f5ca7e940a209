package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.reader.CaffeReader;

/** The float network that an integer model was quantised from, and the transform of its images. */
record FloatSource(Network network, InputTransform transform) {
    /**
     * Reads the network from its files, the transform from the model's manifest.
     *
     * @throws InvalidInputException if the model was quantised from other files
     */
    static FloatSource read(Path model, Path prototxt, Path weights) throws IOException {
        JsonNode manifest = manifest(model);
        requireSum(prototxt, manifest.path("prototxt_sha256").asText());
        requireSum(weights, manifest.path("weights_sha256").asText());
        return new FloatSource(CaffeReader.read(prototxt, weights), transform(manifest));
    }

    /** What a model's manifest says of its images. */
    static InputTransform transform(Path model) throws IOException {
        return transform(manifest(model));
    }

    private static InputTransform transform(JsonNode manifest) {
        List<Double> mean = new ArrayList<>();
        manifest.path("mean").forEach(value -> mean.add(value.asDouble()));
        ChannelOrder order = ChannelOrder.valueOf(manifest.path("channels").asText());
        return new InputTransform(order, mean, manifest.path("scale").asDouble());
    }

    private static JsonNode manifest(Path model) throws IOException {
        return new ObjectMapper().readTree(model.resolve(OutputFolder.MANIFEST).toFile());
    }

    private static void requireSum(Path file, String expected) throws IOException {
        if (!Sha256.of(Files.readAllBytes(file)).equals(expected)) {
            throw new InvalidInputException(file + ": is not what the model was quantised from");
        }
    }
}
