package winnow.retrain;

import winnow.network.Network;

/** Computes gradients of one network. Not for several threads at once. */
public interface GradientEngine extends AutoCloseable {
    /** Makes engines; found on the class path as a service ({@link java.util.ServiceLoader}). */
    interface Provider {
        /** @param network gives layers and shapes; its weights are not looked at */
        GradientEngine engine(Network network);
    }

    /**
     * The gradient of the mean cross-entropy over a batch.
     *
     * @param inputs    values of the network's input, image after image
     * @param labels    the right classes
     * @param gradients set to the gradient with respect to each parameter
     */
    void gradients(float[] inputs, int[] labels, Parameters parameters, Parameters gradients);

    /** The class of the greatest score for each of the images. */
    int[] classes(float[] inputs, int count, Parameters parameters);

    @Override
    void close();
}
