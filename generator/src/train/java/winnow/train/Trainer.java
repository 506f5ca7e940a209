package winnow.train;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Mini-batch training on randomly moved digits, with a learning rate that falls along half a cosine. */
final class Trainer {
    private static final int BATCH = 128;
    /** A digit moves by up to so many pixels in each direction. */
    private static final int MAXIMUM_SHIFT = 2;

    private final Digits training;
    private final Digits validation;
    private final Random random;
    private final PrintStream log;

    /** @param validation digits that are only looked at to report progress */
    Trainer(Digits training, Digits validation, Random random, PrintStream log) {
        this.training = training;
        this.validation = validation;
        this.random = random;
        this.log = log;
    }

    /**
     * Trains a network in place.
     *
     * @param stage   what the log calls it
     * @param rate    Adam's learning rate at the beginning; it ends at 0
     * @param updates what to do to each layer's weights; biases always train
     */
    void train(String stage, LeNet5 network, int epochs, double rate, List<WeightUpdate> updates) {
        List<Adam> biases = network.layers().stream().map(layer -> new Adam(layer.bias().length)).toList();
        int batches = training.count() / BATCH;
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = new int[training.count()];
            shuffle(order);
            for (int batch = 0; batch < batches; batch++) {
                double progress = (epoch + (double) batch / batches) / epochs;
                float now = (float) (rate * (1 + Math.cos(Math.PI * progress)) / 2);
                List<LeNet5.Gradient> gradients = gradients(network, order, batch);
                for (int i = 0; i < updates.size(); i++) {
                    WeightLayer layer = network.layers().get(i);
                    updates.get(i).step(layer.weights(), gradients.get(i).weights(), now, progress);
                    biases.get(i).step(layer.bias(), gradients.get(i).bias(), now);
                }
            }
            log.printf(Locale.ROOT, "%-8s epoch %2d of %d: %.2f %% of the validation digits%n",
                    stage, epoch + 1, epochs, network.accuracy(validation));
        }
    }

    private List<LeNet5.Gradient> gradients(LeNet5 network, int[] order, int batch) {
        float[] images = new float[BATCH * Digits.PIXELS];
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            int image = order[batch * BATCH + i];
            training.copyShifted(image, images, i, shift(), shift());
            labels[i] = training.label(image);
        }
        return network.gradients(images, labels);
    }

    private int shift() {
        return random.nextInt(2 * MAXIMUM_SHIFT + 1) - MAXIMUM_SHIFT;
    }

    /** Fills the array with 0..length - 1 in random order (Fisher and Yates). */
    private void shuffle(int[] order) {
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }
}
