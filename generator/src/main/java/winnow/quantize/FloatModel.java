package winnow.quantize;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.network.Clamp;
import winnow.network.IntTensor;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;

/** Runs a network with its float codebooks on images, sums in doubles, on all processors; what calibration measures by. */
public final class FloatModel {
    /** Sees every layer of a run. */
    interface Observer {
        /**
         * @param sums   of a layer with weights, bias included, before its activation function; empty for other layers
         * @param output in (channel, row, column) order; must not be changed
         */
        void layer(Layer layer, Optional<double[]> sums, float[] output);
    }

    private final Network network;
    private final InputTransform transform;
    private final TensorShapes shapes;
    private final Map<String, WeightedSums> weighted = new HashMap<>();
    private final Map<String, double[]> codebooks = new HashMap<>();

    public FloatModel(Network network, InputTransform transform) {
        this.network = network;
        this.transform = transform;
        this.shapes = new TensorShapes(network);
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted weights) {
                weighted.put(layer.name(), new WeightedSums(weights, shapes.of(weights.input())));
                double[] codebook = new double[weights.codebook().length()];
                Arrays.setAll(codebook, weights.codebook()::get);
                codebooks.put(layer.name(), codebook);
            }
        }
    }

    /** Every tensor of the network but its input, by name, in (channel, row, column) order. */
    public Map<String, float[]> inferAll(IntTensor image) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        infer(image, (layer, sums, output) -> tensors.put(layer.output(), output));
        return tensors;
    }

    /** The network's output in (channel, row, column) order. */
    public float[] infer(IntTensor image) {
        float[][] last = new float[1][];
        infer(image, (layer, sums, output) -> last[0] = output);
        return last[0];
    }

    void infer(IntTensor image, Observer observer) {
        Map<String, float[]> live = new HashMap<>();
        live.put(network.input(), transform.apply(image));
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            Optional<double[]> sums = layer instanceof Layer.Weighted weights
                    ? Optional.of(sums(weights, live.get(weights.input())))
                    : Optional.empty();
            float[] output = output(layer, sums, live);
            observer.layer(layer, sums, output);
            live.put(layer.output(), output);
            int place = i;
            live.keySet().removeIf(tensor -> !shapes.neededAfter(place, tensor));
        }
    }

    private double[] sums(Layer.Weighted layer, float[] input) {
        double[] sums = weighted.get(layer.name()).of(input, codebooks.get(layer.name()), new double[shapes.of(layer.input()).size()]);
        int map = layer.outputShape().height() * layer.outputShape().width();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += layer.bias().get(i / map);
        }
        return sums;
    }

    private float[] output(Layer layer, Optional<double[]> sums, Map<String, float[]> live) {
        if (layer instanceof Layer.Weighted weights) {
            return clamped(sums.orElseThrow(), weights.clamp());
        } else if (layer instanceof Layer.Pool pool) {
            float[] input = live.get(pool.input());
            PoolWindows windows = new PoolWindows(pool, shapes.of(pool.input()));
            return pool.average() ? means(pool, windows, windows.sums(input)) : windows.maxima(input);
        } else if (layer instanceof Layer.Addition addition) {
            return clamped(added(addition.inputs().stream().map(live::get).toList()), addition.clamp());
        }
        return joined(layer.inputs().stream().map(live::get).toList(), layer.outputShape());
    }

    private static float[] clamped(double[] sums, Clamp clamp) {
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) clamp.of(sums[i]);
        }
        return values;
    }

    private static float[] means(Layer.Pool pool, PoolWindows windows, double[] sums) {
        Shape shape = pool.outputShape();
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            int row = i / shape.width() % shape.height();
            means[i] = (float) (sums[i] / windows.divisor(row, i % shape.width()));
        }
        return means;
    }

    private static double[] added(List<float[]> inputs) {
        double[] sums = new double[inputs.get(0).length];
        for (float[] input : inputs) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += input[i];
            }
        }
        return sums;
    }

    /** Maps one behind the other: what a concatenation along the channels is. */
    static float[] joined(List<float[]> inputs, Shape shape) {
        float[] joined = new float[shape.size()];
        int next = 0;
        for (float[] input : inputs) {
            System.arraycopy(input, 0, joined, next, input.length);
            next += input.length;
        }
        return joined;
    }
}
