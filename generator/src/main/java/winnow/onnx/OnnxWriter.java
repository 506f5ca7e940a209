package winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import winnow.network.Clamp;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * Writes a network in the ONNX form, its weights as dense floats. Layers and tensors keep their names, so that
 * {@link OnnxReader} gives the network back.
 */
public final class OnnxWriter {
    private final Network network;
    private final OnnxGraph graph;
    private final UniqueNames names = new UniqueNames();
    private final Map<String, Shape> shapes = new HashMap<>();
    /** Tensors that fully-connected layers write, as ONNX has them: without rows and columns. */
    private final Set<String> rows = new HashSet<>();

    private OnnxWriter(Network network) {
        this.network = network;
        graph = new OnnxGraph(network.name());
    }

    /**
     * The model's bytes, the same for the same network. Its input is named as the network's and takes 1 image of channels x rows
     * x columns; its output is the last layer's, of channels x rows x columns or, of a fully-connected layer, one row.
     */
    public static byte[] bytes(Network network) {
        return new OnnxWriter(network).write();
    }

    private byte[] write() {
        names.claim(network.input());
        network.layers().forEach(layer -> names.claim(layer.output()));
        shapes.put(network.input(), network.inputShape());
        graph.input(network.input(), dims(network.inputShape()));
        for (Layer layer : network.layers()) {
            write(layer);
            shapes.put(layer.output(), layer.outputShape());
        }
        Layer last = network.layers().get(network.layers().size() - 1);
        graph.output(last.output(), rows.contains(last.output()) ? new long[] {1, last.outputShape().size()} : dims(last.outputShape()));
        return graph.bytes();
    }

    private static long[] dims(Shape shape) {
        return new long[] {1, shape.channels(), shape.height(), shape.width()};
    }

    private void write(Layer layer) {
        if (layer instanceof Layer.Weighted weighted) {
            clamped(weighted, weighted.clamp(), sums -> {
                if (weighted.fullyConnected()) {
                    product(weighted, sums);
                } else {
                    convolution(weighted, sums);
                }
            });
        } else if (layer instanceof Layer.Pool pool && pool.average()) {
            average(pool);
        } else if (layer instanceof Layer.Pool pool) {
            graph.node("MaxPool", pool.name(), maps(pool), pool.output(), window(pool.window(), pool));
        } else if (layer instanceof Layer.Addition addition) {
            clamped(addition, addition.clamp(), sums -> graph.node("Sum", addition.name(), maps(addition), sums));
        } else {
            graph.node("Concat", layer.name(), maps(layer), layer.output(), OnnxGraph.integer("axis", 1));
        }
    }

    private interface Sums {
        /** Writes the nodes that end in a tensor of the given name. */
        void write(String tensor);
    }

    private void clamped(Layer layer, Clamp clamp, Sums sums) {
        if (clamp.equals(Clamp.NONE)) {
            sums.write(layer.output());
            return;
        }
        String unclamped = names.claim(layer.output() + "_sums");
        sums.write(unclamped);
        String name = layer.name() + "_clamp";
        if (clamp.equals(Clamp.RELU)) {
            graph.node("Relu", name, List.of(unclamped), layer.output());
        } else {
            graph.node("Clip", name, Stream.of(unclamped, bound(layer, "minimum", clamp.minimum()), bound(layer, "maximum", clamp.maximum()))
                    .toList(), layer.output());
        }
    }

    /** Name of a constant; empty, which leaves the input out, if there is no bound. */
    private String bound(Layer layer, String which, float bound) {
        if (Float.isInfinite(bound)) {
            return "";
        }
        String name = names.claim(layer.output() + "_" + which);
        graph.floats(name, new float[] {bound});
        return name;
    }

    /** What a layer reads, with rows and columns. */
    private List<String> maps(Layer layer) {
        List<String> maps = new ArrayList<>();
        for (String input : layer.inputs()) {
            if (rows.contains(input)) {
                maps.add(reshaped(input, "_map", dims(shapes.get(input))));
            } else {
                maps.add(input);
            }
        }
        return maps;
    }

    private String row(String input) {
        return rows.contains(input) ? input : reshaped(input, "_row", 1, shapes.get(input).size());
    }

    private String reshaped(String input, String ending, long... dims) {
        String name = names.claim(input + ending);
        String shape = names.claim(name + "_shape");
        graph.integers(shape, dims);
        graph.node("Reshape", name, List.of(input, shape), name);
        return name;
    }

    private void convolution(Layer.Weighted layer, String output) {
        String weights = weights(layer, layer.weights().outputs(), layer.weights().inputs(), layer.window().kernelHeight(),
                layer.window().kernelWidth());
        graph.node("Conv", layer.name(), List.of(maps(layer).get(0), weights, bias(layer)), output, window(layer.window(), layer));
    }

    private void product(Layer.Weighted layer, String output) {
        String weights = weights(layer, layer.weights().outputs(), layer.weights().perOutput());
        graph.node("Gemm", layer.name(), List.of(row(layer.input()), weights, bias(layer)), output, OnnxGraph.integer("transB", 1));
        rows.add(layer.output());
    }

    private String weights(Layer.Weighted layer, long... dims) {
        String name = names.claim(layer.output() + "_weights");
        graph.floats(name, layer.denseWeights(), dims);
        return name;
    }

    private String bias(Layer.Weighted layer) {
        String name = names.claim(layer.output() + "_bias");
        graph.floats(name, layer.bias().toArray(), layer.bias().length());
        return name;
    }

    /** Caffe's rule, to count padding but not what hangs over it, is often the same as to count all of it, or none. */
    private void average(Layer.Pool layer) {
        AxisWindow[] axes = axes(layer.window(), layer);
        Shape shape = layer.outputShape();
        for (boolean paddingCounts : new boolean[] {true, false}) {
            if (axes[0].averagesAlike(shape.height(), paddingCounts) && axes[1].averagesAlike(shape.width(), paddingCounts)) {
                averagePool(layer, axes, false, paddingCounts);
                return;
            }
        }
        AxisWindow rows = equallyPadded(axes[0], shape.height());
        AxisWindow columns = equallyPadded(axes[1], shape.width());
        if (rows.outputs(true) != shape.height() || columns.outputs(true) != shape.width()) {
            throw new InvalidInputException("layer " + layer.name() + ": an average pool whose output of " + shape
                    + " is rounded up on one axis and down on the other cannot be written as ONNX; make its padding 0");
        }
        graph.requireAveragePoolDefined();
        averagePool(layer, new AxisWindow[] {rows, columns}, true, true);
    }

    /** An axis whose last window hangs over its padding: only rounding up gives that. */
    private static AxisWindow equallyPadded(AxisWindow axis, int outputs) {
        AxisWindow bare = axis.padded(0, -axis.after());
        return bare.padded(0, bare.padded(0, bare.before()).overhangs(outputs) ? bare.before() : axis.after());
    }

    private void averagePool(Layer.Pool layer, AxisWindow[] axes, boolean roundedUp, boolean paddingCounts) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(window(layer.window(), axes)));
        attributes.add(OnnxGraph.integer("ceil_mode", roundedUp ? 1 : 0));
        attributes.add(OnnxGraph.integer("count_include_pad", paddingCounts ? 1 : 0));
        graph.node("AveragePool", layer.name(), maps(layer), layer.output(), attributes.toArray(AttributeProto[]::new));
    }

    private AttributeProto[] window(Window window, Layer layer) {
        return window(window, axes(window, layer));
    }

    private static AttributeProto[] window(Window window, AxisWindow[] axes) {
        return new AttributeProto[] {
            OnnxGraph.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
            OnnxGraph.integers("strides", window.strideHeight(), window.strideWidth()),
            OnnxGraph.integers("pads", window.padTop(), window.padLeft(), axes[0].after(), axes[1].after())
        };
    }

    /** Rows and columns; the padding behind the map is what the output's size, which frameworks round differently, needs. */
    private AxisWindow[] axes(Window window, Layer layer) {
        Shape input = shapes.get(layer.inputs().get(0));
        Shape output = layer.outputShape();
        return new AxisWindow[] {
            axis(input.height(), window.kernelHeight(), window.strideHeight(), window.padTop(), output.height()),
            axis(input.width(), window.kernelWidth(), window.strideWidth(), window.padLeft(), output.width())
        };
    }

    private static AxisWindow axis(int input, int kernel, int stride, int pad, int outputs) {
        int needed = (outputs - 1) * stride + kernel - input - pad;
        return new AxisWindow(input, kernel, stride, 1, pad, Math.max(0, needed));
    }
}
