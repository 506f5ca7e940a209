package winnow.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.Layer;
import winnow.network.Longs;
import winnow.network.Network;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.Tensor;

/** Turns single layers into integer layers, given the formats of all tensors. */
final class QuantizedLayers {
    private final Network network;
    private final InputTransform transform;
    private final Map<String, FixedPoint> formats;
    private final TensorShapes shapes;
    private final HardwareInput input;
    private final int codebookBits;

    QuantizedLayers(Network network, InputTransform transform, Map<String, FixedPoint> formats, int codebookBits) {
        this.network = network;
        this.transform = transform;
        this.formats = formats;
        this.shapes = new TensorShapes(network);
        this.input = new HardwareInput(transform, network.inputShape());
        this.codebookBits = codebookBits;
    }

    /** The layer as it works on the hardware's input, if it reads the network's. */
    Layer.Weighted placed(Layer.Weighted layer) {
        return readsInput(layer) ? input.permuted(layer) : layer;
    }

    private boolean readsInput(Layer.Weighted layer) {
        return layer.input().equals(network.input());
    }

    Tensor tensor(Layer layer) {
        return new Tensor(layer.output(), layer.outputShape(), formats.get(layer.output()));
    }

    Codebook codebook(Layer.Weighted layer) {
        double[] values = new double[layer.codebook().length()];
        double scale = readsInput(layer) ? transform.codebookScale() : 1;
        Arrays.setAll(values, code -> layer.codebook().get(code) * scale);
        long[] uses = new long[values.length];
        layer.weights().codes().stream().forEach(code -> uses[code]++);
        return new CodebookRounding(values, uses, codebookBits).codebook(layer.paddingCode());
    }

    /** Fraction bits of a layer's accumulators. */
    int accumulatorFractionBits(Layer.Weighted layer, Codebook codebook) {
        return formats.get(layer.input()).fractionBits() + codebook.fractionBits();
    }

    /**
     * The biases at the accumulator's scale, less the weighted mean of the input where it was subtracted from the pixels.
     *
     * @param corrections what to add, as real values
     */
    Longs bias(Layer.Weighted placed, Codebook codebook, double[] corrections) {
        double[] means = readsInput(placed) ? input.weightedMeans(placed, codebook.values()) : new double[corrections.length];
        long[] bias = new long[corrections.length];
        int fractionBits = accumulatorFractionBits(placed, codebook);
        for (int output = 0; output < bias.length; output++) {
            double value = Math.scalb(placed.bias().get(output) + corrections[output], fractionBits);
            bias[output] = Math.round(value - means[output]);
        }
        return Longs.of(bias);
    }

    IntegerLayer.WeightedLayer weighted(Layer.Weighted placed, Codebook codebook, Longs bias) {
        Tensor output = tensor(placed);
        FixedPoint format = output.format();
        int shift = accumulatorFractionBits(placed, codebook) - format.fractionBits();
        Requantization requantization = placed.clamp().requantization(shift, format);
        return placed.fullyConnected()
                ? new IntegerLayer.FullyConnected(placed.name(), placed.input(), output, placed.weights(), codebook, bias, requantization)
                : new IntegerLayer.Convolution(placed.name(), placed.input(), output, placed.window(), placed.weights(), codebook,
                        bias, requantization);
    }

    IntegerLayer.AveragePool averagePool(Layer.Pool layer) {
        Shape shape = layer.outputShape();
        PoolWindows windows = new PoolWindows(layer, shapes.of(layer.input()));
        int lastRow = shape.height() - 1;
        int lastColumn = shape.width() - 1;
        AverageReciprocals reciprocals = AverageReciprocals.of(windows.divisor(0, 0), windows.divisor(0, lastColumn),
                windows.divisor(lastRow, 0), windows.divisor(lastRow, lastColumn));
        Tensor output = tensor(layer);
        int shift = reciprocals.scale() + formats.get(layer.input()).fractionBits() - output.format().fractionBits();
        return new IntegerLayer.AveragePool(layer.name(), layer.input(), output, layer.window(), reciprocals.values(),
                new Requantization(shift, output.format().minimum(), output.format().maximum()));
    }

    /** The formats of what a layer reads, in its order. */
    List<FixedPoint> inputFormats(Layer layer) {
        return layer.inputs().stream().map(formats::get).toList();
    }

    IntegerLayer.Addition addition(Layer.Addition layer) {
        Tensor output = tensor(layer);
        FixedPoint format = output.format();
        int shift = IntegerLayer.Addition.fractionBits(inputFormats(layer)) - format.fractionBits();
        return new IntegerLayer.Addition(layer.name(), layer.inputs(), output,
                layer.clamp().requantization(shift, format));
    }

    /** A layer that only moves values: a maximum pool or a concatenation. */
    IntegerLayer plain(Layer layer) {
        return layer instanceof Layer.Pool pool
                ? new IntegerLayer.MaximumPool(pool.name(), pool.input(), tensor(pool), pool.window())
                : new IntegerLayer.Concatenation(layer.name(), layer.inputs(), tensor(layer));
    }

    FixedPoint inputFormat() {
        return formats.get(network.input());
    }

    /** What stands outside the image. */
    Ints inputPadding() {
        return input.padding();
    }

    /** Per input channel, the integer that stands outside the map of a layer's input. */
    double[] padding(Layer.Weighted layer) {
        boolean padded = readsInput(layer) && !layer.fullyConnected();
        return padded ? input.padding().stream().asDoubleStream().toArray() : new double[layer.weights().inputs()];
    }
}
