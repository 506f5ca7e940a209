package winnow.golden;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.Window;

/** The definition, written down as directly as can be: dense weights, every tap looked at, unbounded integers. */
final class DenseReference {
    private final IntegerNetwork network;

    DenseReference(IntegerNetwork network) {
        this.network = network;
    }

    Map<String, IntTensor> inferAll(IntTensor image) {
        Map<String, IntTensor> tensors = new LinkedHashMap<>();
        tensors.put(network.input().name(), image);
        for (IntegerLayer layer : network.layers()) {
            Shape shape = layer.output().shape();
            IntTensor result = new IntTensor(shape, new int[shape.size()]);
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int row = 0; row < shape.height(); row++) {
                    for (int column = 0; column < shape.width(); column++) {
                        result.values()[shape.index(channel, row, column)] = value(layer, tensors, channel, row, column);
                    }
                }
            }
            tensors.put(layer.output().name(), result);
        }
        return tensors;
    }

    private int value(IntegerLayer layer, Map<String, IntTensor> tensors, int channel, int row, int column) {
        IntTensor input = tensors.get(layer.inputs().get(0));
        if (layer instanceof IntegerLayer.Convolution convolution) {
            return convolve(convolution, input, channel, row, column);
        } else if (layer instanceof IntegerLayer.FullyConnected full) {
            int[] weights = dense(full);
            BigInteger sum = BigInteger.valueOf(full.bias().get(channel));
            for (int i = 0; i < input.values().length; i++) {
                sum = sum.add(product(weights[channel * input.values().length + i], input.values()[i]));
            }
            return requantised(sum, full.requantization());
        } else if (layer instanceof IntegerLayer.MaximumPool pool) {
            int greatest = Integer.MIN_VALUE;
            for (int tap = 0; tap < pool.window().taps(); tap++) {
                int y = y(pool.window(), row, tap);
                int x = x(pool.window(), column, tap);
                greatest = inside(input, y, x) ? Math.max(greatest, input.get(channel, y, x)) : greatest;
            }
            return greatest;
        } else if (layer instanceof IntegerLayer.AveragePool pool) {
            long sum = 0;
            for (int tap = 0; tap < pool.window().taps(); tap++) {
                int y = y(pool.window(), row, tap);
                int x = x(pool.window(), column, tap);
                sum += inside(input, y, x) ? input.get(channel, y, x) : 0;
            }
            boolean lastRow = row == layer.output().shape().height() - 1;
            boolean lastColumn = column == layer.output().shape().width() - 1;
            int reciprocal = pool.reciprocals().get(lastRow && lastColumn ? 3 : lastRow ? 2 : lastColumn ? 1 : 0);
            return requantised(BigInteger.valueOf(sum).multiply(BigInteger.valueOf(reciprocal)), pool.requantization());
        } else if (layer instanceof IntegerLayer.Addition addition) {
            return requantised(sum(addition.inputs(), tensors, channel, row, column), addition.requantization());
        }
        return joined(layer.inputs(), tensors, channel, row, column);
    }

    /** Every integer times 2^(finest - its own fraction bits). */
    private BigInteger sum(List<String> inputs, Map<String, IntTensor> tensors, int channel, int row, int column) {
        int finest = Integer.MIN_VALUE;
        for (String name : inputs) {
            finest = Math.max(finest, network.tensors().get(name).format().fractionBits());
        }
        BigInteger sum = BigInteger.ZERO;
        for (String name : inputs) {
            BigInteger scale = BigInteger.TWO.pow(finest - network.tensors().get(name).format().fractionBits());
            sum = sum.add(BigInteger.valueOf(tensors.get(name).get(channel, row, column)).multiply(scale));
        }
        return sum;
    }

    private int convolve(IntegerLayer.Convolution layer, IntTensor input, int channel, int row, int column) {
        int[] weights = dense(layer);
        BigInteger sum = BigInteger.valueOf(layer.bias().get(channel));
        int taps = layer.window().taps();
        for (int from = 0; from < input.shape().channels(); from++) {
            for (int tap = 0; tap < taps; tap++) {
                int y = y(layer.window(), row, tap);
                int x = x(layer.window(), column, tap);
                int pixel = inside(input, y, x) ? input.get(from, y, x) : network.padding(layer.input(), from);
                sum = sum.add(product(weights[(channel * input.shape().channels() + from) * taps + tap], pixel));
            }
        }
        return requantised(sum, layer.requantization());
    }

    private static int joined(List<String> inputs, Map<String, IntTensor> tensors, int channel, int row, int column) {
        int first = 0;
        for (String name : inputs) {
            IntTensor input = tensors.get(name);
            if (channel < first + input.shape().channels()) {
                return input.get(channel - first, row, column);
            }
            first += input.shape().channels();
        }
        throw new AssertionError("no input has channel " + channel);
    }

    private static int[] dense(WeightedLayer layer) {
        int[] weights = new int[layer.weights().size()];
        for (int i = 0; i < layer.weights().nonzeros(); i++) {
            weights[layer.weights().positions().get(i)] = layer.codebook().values().get(layer.weights().codes().get(i));
        }
        return weights;
    }

    private static int y(Window window, int row, int tap) {
        return row * window.strideHeight() - window.padTop() + tap / window.kernelWidth();
    }

    private static int x(Window window, int column, int tap) {
        return column * window.strideWidth() - window.padLeft() + tap % window.kernelWidth();
    }

    private static boolean inside(IntTensor tensor, int y, int x) {
        return y >= 0 && y < tensor.shape().height() && x >= 0 && x < tensor.shape().width();
    }

    private static BigInteger product(int weight, int activation) {
        return BigInteger.valueOf(weight).multiply(BigInteger.valueOf(activation));
    }

    /** floor((sum + 2^(shift-1)) / 2^shift), clamped. */
    private static int requantised(BigInteger sum, Requantization requantization) {
        int shift = requantization.shift();
        BigInteger half = shift > 0 ? BigInteger.ONE.shiftLeft(shift - 1) : BigInteger.ZERO;
        return sum.add(half).shiftRight(shift).max(BigInteger.valueOf(requantization.minimum()))
                .min(BigInteger.valueOf(requantization.maximum())).intValueExact();
    }
}
