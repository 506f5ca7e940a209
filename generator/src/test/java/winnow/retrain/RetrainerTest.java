package winnow.retrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.compress.BinaryWeights;
import winnow.network.Clamp;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/** Training on a hundred real digits, by an engine whose gradients are exact. */
class RetrainerTest {
    private static final Shape DIGIT = new Shape(1, 28, 28);
    private static final InputTransform TRANSFORM = new InputTransform(ChannelOrder.RGB, List.of(), 0.00390625);
    private static LabelledImages digits;

    @TempDir
    private Path folder;

    private final List<Double> accuracies = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Path model = Path.of("models/lenet5");
        digits = LabelledImages.read(List.of(model.resolve("samples-images-idx3-ubyte")),
                List.of(model.resolve("samples-labels-idx1-ubyte")), DIGIT, 10);
    }

    @Test
    void trainingLearnsTheDigitsItSees() throws IOException {
        retrainer(Integer.MAX_VALUE).dense(network(), schedule("dense", 60));
        assertEquals(60, accuracies.size());
        assertTrue(accuracies.get(59) > 0.95, accuracies.toString());
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndAnotherAnother() throws IOException {
        Network first = retrainer(Integer.MAX_VALUE).dense(network(), schedule("dense", 5));
        assertEquals(first, retrainer(folder.resolve("b"), Integer.MAX_VALUE).dense(network(), schedule("dense", 5)));
        Schedule other = new Schedule("dense", 5, 0.01, 20, 1, 2);
        assertFalse(first.equals(retrainer(folder.resolve("c"), Integer.MAX_VALUE).dense(network(), other)));
    }

    @Test
    void anInterruptedStageGoesOnAndEndsAsIfNothingHadHappened() throws IOException {
        PruningGoal goal = new PruningGoal(List.of(OptionalInt.empty()), 500, List.of(false));
        Network whole = retrainer(folder.resolve("whole"), Integer.MAX_VALUE).pruned(network(), schedule("prune", 12), goal);
        assertThrows(Interruption.class, () -> retrainer(4).pruned(network(), schedule("prune", 12), goal));
        assertEquals(3, accuracies.size() - 12, "the fourth epoch was not shown before the interruption");
        accuracies.clear();
        assertEquals(whole, retrainer(Integer.MAX_VALUE).pruned(network(), schedule("prune", 12), goal));
        assertEquals(8, accuracies.size(), "four of twelve epochs were saved");
    }

    @Test
    void aCheckpointOfAnotherTaskIsIgnored() throws IOException {
        float[] array = {1, 2, 3};
        new Checkpoints(folder, "a").save("stage", 7, List.of(array));
        float[] read = new float[3];
        assertEquals(OptionalInt.empty(), new Checkpoints(folder, "b").restore("stage", List.of(read)));
        assertEquals(OptionalInt.empty(), new Checkpoints(folder, "a").restore("other", List.of(read)));
        assertEquals(OptionalInt.empty(), new Checkpoints(folder, "a").restore("stage", List.of(new float[4])));
        assertEquals(OptionalInt.of(7), new Checkpoints(folder, "a").restore("stage", List.of(read)));
        assertArrayEquals(array, read);
        new Checkpoints(folder, "a").clear();
        assertFalse(Files.exists(folder));
    }

    @Test
    void pruningLeavesAsManyWeightsAsItShallAndTheNetworkStillWorks() throws IOException {
        PruningGoal goal = new PruningGoal(List.of(OptionalInt.of(400)), 0, List.of(false));
        Network pruned = retrainer(Integer.MAX_VALUE).pruned(network(), schedule("prune", 60), goal);
        assertEquals(400, Parameters.layers(pruned).get(0).weights().nonzeros());
        assertTrue(accuracies.get(59) > 0.9, accuracies.toString());
    }

    @Test
    void pinnedLayersKeepTheirWeights() throws IOException {
        PruningGoal goal = new PruningGoal(List.of(OptionalInt.of(1)), 0, List.of(true));
        Network trained = retrainer(Integer.MAX_VALUE).pruned(network(), schedule("prune", 2), goal);
        assertArrayEquals(weights(network()), weights(trained));
    }

    @Test
    void equalWeightsStayEqualAndZerosStayZeros() throws IOException {
        float[] few = weights(network());
        for (int i = 0; i < few.length; i++) {
            few[i] = i % 3 == 0 ? 0 : few[i] > 0 ? 0.02f : -0.03f;
        }
        float[] trained = weights(retrainer(Integer.MAX_VALUE).shared(network(few), schedule("share", 20)));
        float positive = trained[indexOf(few, 0.02f)];
        float negative = trained[indexOf(few, -0.03f)];
        for (int i = 0; i < few.length; i++) {
            assertEquals(few[i] == 0 ? 0 : few[i] > 0 ? positive : negative, trained[i]);
        }
        assertFalse(positive == 0.02f || negative == -0.03f, "the codebook trains");
    }

    @Test
    void binaryWeightsAreTwoValuesThatFollowTheWeightsBehindThem() throws IOException {
        float[] trained = weights(retrainer(Integer.MAX_VALUE).projected(network(), schedule("project", 60),
                List.of(Optional.of(values -> BinaryWeights.of(values).dense()))));
        assertEquals(2, FloatWeights.of(1, trained.length, 1, 1, trained).codebook().length());
        assertTrue(accuracies.get(59) > 0.8, accuracies.toString());
    }

    private static int indexOf(float[] values, float value) {
        int index = 0;
        while (values[index] != value) {
            index++;
        }
        return index;
    }

    private static float[] weights(Network network) {
        return Parameters.layers(network).get(0).denseWeights();
    }

    private static Network network() {
        Random random = new Random(5);
        float[] weights = new float[10 * DIGIT.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 28;
        }
        return network(weights);
    }

    private static Network network(float[] weights) {
        FloatWeights values = FloatWeights.of(10, DIGIT.size(), 1, 1, weights);
        Layer layer = new Layer.Weighted("ip", "data", "ip", Shape.vector(10), true, Window.PIXEL, values.sparse(), values.codebook(),
                -1, Floats.of(new float[10]), Clamp.NONE);
        return new Network("regression", "data", DIGIT, List.of(layer));
    }

    private static Schedule schedule(String stage, int epochs) {
        return new Schedule(stage, epochs, 0.01, 20, 0, 1);
    }

    private Retrainer retrainer(int epochsBeforeInterruption) {
        return retrainer(folder.resolve("work"), epochsBeforeInterruption);
    }

    private Retrainer retrainer(Path work, int epochsBeforeInterruption) {
        return new Retrainer(SoftmaxRegression::new, TRANSFORM, digits, digits, new Checkpoints(work, "task"),
                new Watcher(epochsBeforeInterruption));
    }

    private static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final class Watcher implements Retrainer.Watcher {
        private final int limit;

        Watcher(int limit) {
            this.limit = limit;
        }

        @Override
        public void begin(String stage, long stepsLeft) {
            assertEquals(0, stepsLeft % 5);
        }

        @Override
        public void step() {}

        @Override
        public void epoch(Schedule schedule, int epoch, double accuracy) {
            if (epoch >= limit) {
                throw new Interruption();
            }
            accuracies.add(accuracy);
        }

        @Override
        public void end() {}
    }
}
