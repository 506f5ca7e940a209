package winnow.retrain;

import java.util.Arrays;
import winnow.network.Layer;
import winnow.network.Network;

/** An engine for networks of a single fully-connected layer, whose gradient is known in closed form. */
final class SoftmaxRegression implements GradientEngine {
    private final int outputs;
    private final int inputs;

    SoftmaxRegression(Network network) {
        Layer.Weighted layer = Parameters.layers(network).get(0);
        outputs = layer.weights().outputs();
        inputs = layer.weights().inputs();
    }

    @Override
    public void gradients(float[] values, int[] labels, Parameters parameters, Parameters gradients) {
        float[] weights = gradients.weights().get(0);
        float[] bias = gradients.biases().get(0);
        Arrays.fill(weights, 0);
        Arrays.fill(bias, 0);
        for (int image = 0; image < labels.length; image++) {
            double[] errors = probabilities(scores(values, image, parameters));
            errors[labels[image]] -= 1;
            for (int output = 0; output < outputs; output++) {
                float error = (float) (errors[output] / labels.length);
                bias[output] += error;
                for (int input = 0; input < inputs; input++) {
                    weights[output * inputs + input] += error * values[image * inputs + input];
                }
            }
        }
    }

    private double[] scores(float[] values, int image, Parameters parameters) {
        double[] scores = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            scores[output] = parameters.biases().get(0)[output];
            for (int input = 0; input < inputs; input++) {
                scores[output] += parameters.weights().get(0)[output * inputs + input] * values[image * inputs + input];
            }
        }
        return scores;
    }

    private static double[] probabilities(double[] scores) {
        double greatest = Arrays.stream(scores).max().orElseThrow();
        double[] exponentials = Arrays.stream(scores).map(score -> Math.exp(score - greatest)).toArray();
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(value -> value / sum).toArray();
    }

    @Override
    public int[] classes(float[] values, int count, Parameters parameters) {
        int[] classes = new int[count];
        for (int image = 0; image < count; image++) {
            double[] scores = scores(values, image, parameters);
            for (int output = 1; output < outputs; output++) {
                classes[image] = scores[output] > scores[classes[image]] ? output : classes[image];
            }
        }
        return classes;
    }

    @Override
    public void close() {}
}
