package winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import winnow.network.InvalidInputException;
import winnow.reader.InputFile;

/**
 * A file in the ONNX form, its graph not yet looked at.
 *
 * @param operatorSet version of ONNX's own operators
 */
record OnnxModel(Path file, long operatorSet, GraphProto graph) {
    /** The operator set from which on AveragePool leaves what a window hangs over the padding out of its divisor. */
    static final int AVERAGE_POOL_DEFINED = 19;
    /** Batch normalisation and broadcasting mean what they do today from this operator set on. */
    private static final int OLDEST_OPERATOR_SET = 7;
    private static final long LARGEST_FILE = Integer.MAX_VALUE;

    /**
     * Parses a file.
     *
     * @throws InvalidInputException if it is no ONNX model, or one too old
     */
    static OnnxModel parse(Path file) throws IOException {
        InputFile.require(file);
        if (Files.size(file) > LARGEST_FILE) {
            throw new InvalidInputException(file + ": " + Files.size(file) + " bytes; protocol buffers have at most " + LARGEST_FILE
                    + ". Save the weights as external data");
        }
        ModelProto model = model(file);
        if (!model.hasGraph()) {
            throw new InvalidInputException(file + ": holds no ONNX graph; is it another kind of file, or cut off?");
        }
        long version = model.getOpsetImportList().stream().filter(OnnxModel::standard).mapToLong(OperatorSetIdProto::getVersion)
                .max().orElse(1);
        if (version < OLDEST_OPERATOR_SET) {
            throw new InvalidInputException(file + ": its operator set is " + version + ", the oldest that Winnow reads "
                    + OLDEST_OPERATOR_SET + "; convert it with onnx.version_converter, or export it again");
        }
        return new OnnxModel(file, version, model.getGraph());
    }

    private static ModelProto model(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ModelProto.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInputException(file + ": is no ONNX model, or cut off: " + e.getMessage());
        }
    }

    private static boolean standard(OperatorSetIdProto set) {
        return Set.of("", "ai.onnx").contains(set.getDomain());
    }

    /** The network's name: the graph's, or the file's. */
    String name() {
        return graph.getName().isBlank() ? InputFile.stem(file) : graph.getName();
    }

    /** Where tensors outside the file are. */
    ExternalData external() {
        return new ExternalData(file.toAbsolutePath().getParent());
    }
}
