package winnow.retrain;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/** Mini-batch training of a network's parameters. The same seed and engine give the same parameters. */
final class Training {
    private static final int EVALUATION_BATCH = 500;

    private final GradientEngine engine;
    private final InputTransform transform;
    private final Batches batches;
    private final int count;

    Training(GradientEngine engine, LabelledImages images, InputTransform transform) {
        this.engine = engine;
        this.transform = transform;
        batches = new Batches(images, transform);
        count = images.count();
    }

    /** How many steps of progress a schedule has: one per batch. */
    long steps(Schedule schedule) {
        return (long) schedule.epochs() * (count / schedule.batch());
    }

    /** What a training changes, and so what a checkpoint of it holds. */
    static final class State {
        private final Parameters parameters;
        private final WeightUpdate update;
        private final List<Adam> biases;
        private int epochs;

        State(Parameters parameters, WeightUpdate update) {
            this.parameters = parameters;
            this.update = update;
            biases = parameters.biases().stream().map(bias -> new Adam(bias.length)).toList();
        }

        Parameters parameters() {
            return parameters;
        }

        /** Epochs that are over. */
        int epochs() {
            return epochs;
        }

        /** All arrays, in a fixed order. */
        List<float[]> arrays() {
            return Stream.of(
                    parameters.weights().stream(), parameters.biases().stream(),
                    update.state().stream(),
                    biases.stream().flatMap(adam -> adam.state().stream())).flatMap(arrays -> arrays).toList();
        }

        void resume(int epochsOver) {
            epochs = epochsOver;
        }
    }

    /** The next epoch. */
    void epoch(Schedule schedule, State state, Runnable progress) {
        Random random = new Random(schedule.seed() * 1_000_003 + state.epochs * 31L + schedule.stage().hashCode());
        int[] order = shuffled(random);
        Parameters gradients = state.parameters.zeros();
        int steps = count / schedule.batch();
        for (int step = 0; step < steps; step++) {
            double over = (state.epochs + (double) step / steps) / schedule.epochs();
            float rate = (float) (schedule.rate() * (1 + Math.cos(Math.PI * over)) / 2);
            int from = step * schedule.batch();
            engine.gradients(batches.moved(order, from, schedule.batch(), random, schedule.shift()),
                    batches.labels(order, from, schedule.batch()), state.parameters, gradients);
            state.update.step(state.parameters.weights(), gradients.weights(), rate, over);
            for (int layer = 0; layer < state.biases.size(); layer++) {
                state.biases.get(layer).step(state.parameters.biases().get(layer), gradients.biases().get(layer), rate);
            }
            progress.run();
        }
        state.epochs++;
    }

    /** 0..count - 1 in random order (Fisher and Yates). */
    private int[] shuffled(Random random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = order[i];
            order[i] = order[other];
            order[other] = value;
        }
        return order;
    }

    /** Share of images whose class the float network finds, 0..1. */
    double accuracy(LabelledImages images, Parameters parameters) {
        Batches all = new Batches(images, transform);
        int[] order = IntStream.range(0, images.count()).toArray();
        int right = 0;
        for (int from = 0; from < order.length; from += EVALUATION_BATCH) {
            int size = Math.min(EVALUATION_BATCH, order.length - from);
            int[] classes = engine.classes(all.inputs(order, from, size), size, parameters);
            int[] labels = all.labels(order, from, size);
            right += (int) IntStream.range(0, size).filter(i -> classes[i] == labels[i]).count();
        }
        return (double) right / order.length;
    }
}
