package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.onnx.OnnxReader;
import winnow.output.Sha256;
import winnow.reader.CaffeReader;

/** The float network that a command works on. */
final class NetworkOptions {
    @Parameters(paramLabel = "NETWORK", description = "The network: an ONNX file, or Caffe's deploy prototxt.")
    private Path file;

    @Option(names = "--weights-file", paramLabel = "FILE",
            description = "The weights of a prototxt, in Deep Compression's .net form.")
    private Path weights;

    /** @throws InvalidInputException if the files do not belong together, or with all that is wrong in them */
    Network read() throws IOException {
        if (isPrototxt() && weights == null) {
            throw new InvalidInputException(file + ": a prototxt has no weights; give them with --weights-file, or give an ONNX file"
                    + " (`winnow train` makes one)");
        }
        if (!isPrototxt() && weights != null) {
            throw new InvalidInputException("--weights-file: belongs to a prototxt, and " + file + " is none");
        }
        return isPrototxt() ? CaffeReader.read(file, weights) : OnnxReader.read(file);
    }

    private boolean isPrototxt() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".prototxt");
    }

    /** Says in a manifest which files they were; no paths, for they belong to this machine. */
    void addTo(Map<String, Object> details) throws IOException {
        details.put("network_sha256", Sha256.of(Files.readAllBytes(file)));
        if (weights != null) {
            details.put("weights_sha256", Sha256.of(Files.readAllBytes(weights)));
        }
    }
}
