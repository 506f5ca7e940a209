package winnow.quantize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Network;

/** What quantising costs: how far every tensor of the integer network is from the float network's. */
public final class QuantizationNoise {
    private final Map<String, double[]> signalAndNoise = new LinkedHashMap<>();

    /** Compares the two networks on images; both run whole, so the noise of a tensor is that of all layers up to it. */
    public QuantizationNoise(Network network, InputTransform transform, IntegerNetwork integers, List<IntTensor> images) {
        FloatModel floatModel = new FloatModel(network, transform);
        GoldenModel golden = new GoldenModel(integers);
        for (IntTensor image : images) {
            Map<String, IntTensor> quantized = golden.inferAll(image);
            floatModel.infer(image, (layer, sums, output) -> {
                double step = integers.tensors().get(layer.output()).format().step();
                add(layer.output(), output, quantized.get(layer.output()).values(), step);
            });
        }
    }

    private void add(String tensor, float[] expected, int[] integers, double step) {
        double[] sums = signalAndNoise.computeIfAbsent(tensor, name -> new double[2]);
        for (int i = 0; i < expected.length; i++) {
            double difference = expected[i] - integers[i] * step;
            sums[0] += (double) expected[i] * expected[i];
            sums[1] += difference * difference;
        }
    }

    /**
     * Signal to quantisation noise of a tensor in dB: 10 log10 (sum of squares / sum of squared differences); infinite if
     * there is no difference.
     */
    public double decibels(String tensor) {
        double[] sums = signalAndNoise.get(tensor);
        return sums[1] == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(sums[0] / sums[1]);
    }
}
