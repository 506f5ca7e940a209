package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.output.Json;
import winnow.output.Sha256;
import winnow.quantize.InputTransform;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;

/** Measures what compression costs a network that others trained: its scores in ONNX Runtime against the golden model's. */
@Command(name = "real", description = "Compares the scores of an ONNX network in floats with those of the model made from it.")
public final class RealNetwork implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ONNX", description = "The float network.")
    private Path onnx;

    @Parameters(index = "1", paramLabel = "MODEL", description = "The model folder that was made from it.")
    private Path model;

    @Option(names = "--images", required = true, arity = "1..*", paramLabel = "FILE",
            description = "Images: PNG, idx3-ubyte or .npy, of the size of the model's input.")
    private List<Path> files;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new RealNetwork(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        IntegerNetwork network = ModelForm.read(model);
        byte[] content = Files.readAllBytes(onnx);
        ScoreAgreement agreement = compare(network, content, FloatSource.transform(model));
        PrintWriter out = spec.commandLine().getOut();
        out.print("\n" + agreement.table().markdown());
        if (agreement.agreed() < agreement.images().size()) {
            out.print("\n" + agreement.differences().markdown());
        }
        out.flush();
        if (json != null) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("network", network.name());
            report.put("onnx_sha256", Sha256.of(content));
            report.put("model_sha256", Sha256.of(Files.readAllBytes(model.resolve(ModelForm.MODEL))));
            report.putAll(agreement.toJson());
            Json.write(json, report);
        }
        return 0;
    }

    private ScoreAgreement compare(IntegerNetwork network, byte[] content, InputTransform transform) throws IOException {
        GoldenModel golden = new GoldenModel(network);
        double step = network.output().format().step();
        List<ImageScores> scores = new ArrayList<>();
        try (DenseInference floats = new DenseInference(content)) {
            for (Path file : files) {
                Images images = ImageReader.open(file, network.input().shape());
                for (int number = 0; number < images.count(); number++) {
                    IntTensor image = images.image(number);
                    scores.add(ImageScores.of(images.name(number), floats.infer(transform.apply(image)),
                            golden.infer(image).values(), step));
                }
            }
        }
        return new ScoreAgreement(scores);
    }
}
