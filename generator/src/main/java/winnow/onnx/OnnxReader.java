package winnow.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import winnow.network.InvalidInputException;
import winnow.network.Network;

/** Reads the CNNs among ONNX models (onnx.ai); {@code docs/onnx.md} lists what it takes. */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * Reads a network in floats. It computes what the model does, except for a softmax at its end.
     *
     * @throws InvalidInputException with all that Winnow does not take, each with its node
     */
    public static Network read(Path file) throws IOException {
        try {
            return new GraphReader(OnnxModel.parse(file)).read();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
