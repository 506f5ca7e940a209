package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.onnx.OnnxWriter;
import winnow.output.Json;
import winnow.output.OutputFile;
import winnow.output.Sha256;
import winnow.quantize.InputTransform;
import winnow.reader.CaffeReader;
import winnow.retrain.Checkpoints;
import winnow.retrain.GradientEngine;
import winnow.retrain.Retrainer;
import winnow.retrain.Schedule;

/** {@code winnow train}: the float network that compression starts from. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a network from random weights and writes it as ONNX. Needs PyTorch: run 'make training' once.")
public final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOTXT", description = "The network's deploy prototxt.")
    private Path prototxt;

    @Mixin
    private TransformOptions transformOptions;

    @Mixin
    private TrainingOptions training;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "10", description = "How often every image is seen (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.002",
            description = "Adam's learning rate at the beginning; it falls to 0 (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "The ONNX file to write.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GradientEngine.Provider engine = Retrainer.available().orElseThrow(() -> new InvalidInputException(
                "training needs PyTorch, which the default build does not fetch; run 'make training' (about 200 MB) and try again"));
        if (epochs < 1 || !(rate > 0 && rate <= 1)) {
            throw new InvalidInputException("--epochs: " + epochs + " or --rate: " + rate + " is out of range; epochs are at least 1,"
                    + " a rate lies in 0..1, 0 excluded");
        }
        Network network = CaffeReader.untrained(prototxt, training.seed);
        InputTransform transform = transformOptions.transform();
        TrainingOptions.Split split = training.split(network).orElseThrow(
                () -> new InvalidInputException("--train-images and --train-labels: give images to train on"));
        Checkpoints checkpoints = new Checkpoints(output.resolveSibling(output.getFileName() + ".work"), digest());
        Retrainer retrainer = new Retrainer(engine, transform, split.training(), split.validation(), checkpoints,
                new TrainingWatcher(spec.commandLine().getOut()));
        Network trained = retrainer.dense(network, new Schedule("train", epochs, rate, training.batch, training.shift, training.seed));
        OutputFile.write(output, OnnxWriter.bytes(trained));
        checkpoints.clear();
        spec.commandLine().getOut().printf(Locale.ROOT, "wrote %s%n", output);
        return 0;
    }

    /** Of all that the result depends on. */
    private String digest() throws IOException {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("prototxt", Sha256.of(Files.readAllBytes(prototxt)));
        transformOptions.addTo(task);
        training.addTo(task);
        task.put("epochs", epochs);
        task.put("rate", rate);
        return Sha256.of(Json.bytes(task));
    }
}
