package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an ONNX file of a network that a package of TensorFlow.js models ships. */
@Command(name = "convert", description = "Turns a TensorFlow.js graph model into ONNX.")
public final class ConvertNetwork implements Callable<Integer> {
    @Parameters(paramLabel = "JSON", description = "The model's JSON file; its weights lie beside it.")
    private Path topology;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "The ONNX file to write.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new ConvertNetwork(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        String name = output.getFileName().toString().replaceFirst("\\.onnx$", "");
        byte[] onnx = OnnxConversion.of(name, TensorFlowJsModel.read(topology));
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, onnx);
        spec.commandLine().getOut().println(output + ": " + onnx.length + " bytes");
        return 0;
    }
}
