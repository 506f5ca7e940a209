package winnow.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains, prunes, clusters and writes LeNet-5.
 *
 * <p>What there is to choose is chosen by the last 5,000 of the 60,000 training digits, which do not train; the 10,000
 * test digits are measured in the end and choose nothing. The random numbers are seeded: on the same kind of processor,
 * with the same number of threads, a run gives the same files again.
 */
public final class Train {
    private static final long SEED = 1998;
    private static final int VALIDATION_DIGITS = 5_000;

    private static final int DENSE_EPOCHS = 8;
    private static final double DENSE_RATE = 2e-3;
    private static final int PRUNING_EPOCHS = 12;
    private static final double PRUNING_RATE = 1e-3;
    private static final int SHARED_EPOCHS = 3;
    private static final double SHARED_RATE = 2e-4;
    /** Share of the weights to keep of conv1, conv2, ip1 and ip2. Of these conv2's cost an accelerator the most cycles. */
    private static final double[] DENSITIES = {0.6, 0.08, 0.04, 0.2};

    private final Digits training;
    private final Digits validation;
    private final Digits test;
    private final PrintStream log;

    private Train(Path mnist, PrintStream log) throws IOException {
        Digits all = Digits.read(mnist, "train");
        training = all.range(0, all.count() - VALIDATION_DIGITS);
        validation = all.range(all.count() - VALIDATION_DIGITS, all.count());
        test = Digits.read(mnist, "t10k");
        this.log = log;
    }

    /**
     * Runs the training.
     *
     * @param arguments the folder of MNIST's four idx files, and the folder to write lenet5.net and lenet5.prototxt to
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected the folder of MNIST and the folder to write to");
        }
        new Train(Path.of(arguments[0]), System.out).run(Path.of(arguments[1]));
    }

    private void run(Path output) throws IOException {
        Random random = new Random(SEED);
        Trainer trainer = new Trainer(training, validation, random, log);
        LeNet5 dense = LeNet5.random(random);
        trainer.train("dense", dense, DENSE_EPOCHS, DENSE_RATE, denseUpdates(dense));
        LeNet5 pruned = dense.copy();
        trainer.train("pruned", pruned, PRUNING_EPOCHS, PRUNING_RATE, pruners(pruned));
        LeNet5 shared = pruned.copy();
        List<SharedWeights> weights = cluster(shared);
        trainer.train("shared", shared, SHARED_EPOCHS, SHARED_RATE, List.copyOf(weights));

        List<DeepCompressionWriter.Layer> layers = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            WeightLayer layer = shared.layers().get(i);
            layers.add(new DeepCompressionWriter.Layer(layer.kind(), weights.get(i), layer.bias()));
        }
        write(output, layers);
        reportLayers(shared, layers);
        reportAccuracy("dense", dense);
        reportAccuracy("pruned", pruned);
        reportAccuracy("shared", shared);
    }

    private static List<WeightUpdate> denseUpdates(LeNet5 network) {
        List<WeightUpdate> updates = new ArrayList<>();
        for (WeightLayer layer : network.layers()) {
            updates.add(new DenseUpdate(layer.weights().length));
        }
        return updates;
    }

    private static List<WeightUpdate> pruners(LeNet5 network) {
        List<WeightUpdate> updates = new ArrayList<>();
        for (WeightLayer layer : network.layers()) {
            updates.add(new Pruner(layer.weights(), DENSITIES[updates.size()]));
        }
        return updates;
    }

    private static List<SharedWeights> cluster(LeNet5 network) {
        List<SharedWeights> clustered = new ArrayList<>();
        for (WeightLayer layer : network.layers()) {
            SharedWeights weights = Clusterer.cluster(layer.weights(), layer.kind().codeBits());
            weights.copyTo(layer.weights());
            clustered.add(weights);
        }
        return clustered;
    }

    private void write(Path output, List<DeepCompressionWriter.Layer> layers) throws IOException {
        Files.createDirectories(output);
        DeepCompressionWriter.write(output.resolve("lenet5.net"), layers);
        try (InputStream prototxt = Train.class.getResourceAsStream("lenet5.prototxt")) {
            Files.write(output.resolve("lenet5.prototxt"), prototxt.readAllBytes());
        }
    }

    private void reportLayers(LeNet5 network, List<DeepCompressionWriter.Layer> layers) {
        log.printf("%nlayer    weights     kept   density   entries   codebook%n");
        int allWeights = 0;
        int allKept = 0;
        int allEntries = 0;
        for (int i = 0; i < layers.size(); i++) {
            DeepCompressionWriter.Layer layer = layers.get(i);
            SharedWeights weights = layer.weights();
            reportLayer(network.layers().get(i).name(), weights.codes().length, weights.kept(), layer.entries(),
                    weights.usedEntries() + " of " + weights.codebook().length);
            allWeights += weights.codes().length;
            allKept += weights.kept();
            allEntries += layer.entries();
        }
        reportLayer("all", allWeights, allKept, allEntries, "");
        log.printf("%nnetwork   validation       test%n");
    }

    private void reportLayer(String name, int weights, int kept, int entries, String codebook) {
        log.printf(Locale.ROOT, "%-5s %10d %8d %7.2f %% %9d   %s%n",
                name, weights, kept, 100.0 * kept / weights, entries, codebook);
    }

    private void reportAccuracy(String name, LeNet5 network) {
        log.printf(Locale.ROOT, "%-7s %10.2f %% %8.2f %%%n", name, network.accuracy(validation), network.accuracy(test));
    }
}
