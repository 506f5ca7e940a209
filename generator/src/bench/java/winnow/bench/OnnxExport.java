package winnow.bench;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXInitializer;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;
import winnow.quantize.PoolWindows;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;

/** A network in the ONNX form, its weights as dense floats. */
final class OnnxExport {
    /** The oldest form of the file that knows the operators' version. */
    private static final int IR_VERSION = 7;

    private final ONNXContext context = new ONNXContext();
    private final Map<String, ONNXRef<?>> tensors = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    private OnnxExport() {}

    /** The model's bytes: it takes a row of the transformed image and gives a row of scores, both in (channel, row, column) order. */
    static byte[] of(Network network) {
        return new OnnxExport().model(network);
    }

    private byte[] model(Network network) {
        context.setName("network");
        Shape shape = network.inputShape();
        put(network.input(), shape, map(context.floatInput("image", shape.size()), shape, "image_map"));
        Layer last = null;
        for (int i = 0; i < network.layers().size(); i++) {
            last = network.layers().get(i);
            put(last.output(), last.outputShape(), node(last, "layer" + i));
        }
        row(last.output(), "scores_row").assignTo(context.floatOutput("scores", last.outputShape().size()));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("winnow").setGraph(context.buildGraph())
                .addOpsetImport(ONNXOperators.getOpsetProto()).build().toByteArray();
    }

    private void put(String tensor, Shape shape, ONNXRef<?> node) {
        tensors.put(tensor, node);
        shapes.put(tensor, shape);
    }

    private ONNXNode map(ONNXRef<?> row, Shape shape, String name) {
        return reshaped(row, name, 1, shape.channels(), shape.height(), shape.width());
    }

    private ONNXNode row(String tensor, String name) {
        return reshaped(tensors.get(tensor), name, 1, shapes.get(tensor).size());
    }

    private ONNXNode reshaped(ONNXRef<?> node, String name, long... shape) {
        return context.operation(OnnxOperator.RESHAPE, List.of(node, context.array(name + "_shape", shape)), name);
    }

    private ONNXNode node(Layer layer, String name) {
        if (layer instanceof Layer.Weighted weighted) {
            ONNXNode sums = weighted.fullyConnected() ? product(weighted, name) : convolution(weighted, name);
            return !weighted.clamp().signed() ? context.operation(OnnxOperator.RECTIFIER, List.of(sums), name + "_rectified") : sums;
        } else if (layer instanceof Layer.Pool pool) {
            return pool.average() ? average(pool, name) : maximum(pool, name);
        }
        List<ONNXRef<?>> inputs = layer.inputs().stream().<ONNXRef<?>>map(tensors::get).toList();
        return context.operation(ONNXOperators.CONCAT, inputs, name, Map.of("axis", 1));
    }

    private ONNXNode convolution(Layer.Weighted layer, String name) {
        ONNXInitializer weights = weights(layer, name, List.of(layer.weights().outputs(), layer.weights().inputs(),
                layer.window().kernelHeight(), layer.window().kernelWidth()));
        return context.operation(OnnxOperator.CONVOLUTION, List.of(tensors.get(layer.input()), weights, bias(layer, name)), name,
                window(layer.window(), shapes.get(layer.input()), layer.outputShape()));
    }

    private ONNXNode product(Layer.Weighted layer, String name) {
        ONNXInitializer weights = weights(layer, name, List.of(layer.weights().outputs(), layer.weights().perOutput()));
        ONNXNode product = context.operation(ONNXOperators.GEMM, List.of(row(layer.input(), name + "_row"), weights, bias(layer, name)),
                name + "_product", Map.of("transB", 1));
        return map(product, layer.outputShape(), name);
    }

    private ONNXNode maximum(Layer.Pool layer, String name) {
        return context.operation(OnnxOperator.MAXIMUM_POOL, List.of(tensors.get(layer.input())), name,
                window(layer.window(), shapes.get(layer.input()), layer.outputShape()));
    }

    /** The mean over whole windows, padding included, corrected where Caffe counts fewer positions. */
    private ONNXNode average(Layer.Pool layer, String name) {
        Map<String, Object> attributes = window(layer.window(), shapes.get(layer.input()), layer.outputShape());
        attributes.put("count_include_pad", 1);
        ONNXNode means = context.operation(OnnxOperator.AVERAGE_POOL, List.of(tensors.get(layer.input())), name + "_means", attributes);
        Shape shape = layer.outputShape();
        PoolWindows windows = new PoolWindows(layer, shapes.get(layer.input()));
        ONNXInitializer corrections = context.floatTensor(name + "_corrections", List.of(1, 1, shape.height(), shape.width()), values -> {
            for (int i = 0; i < shape.height() * shape.width(); i++) {
                values.put((float) layer.window().taps() / windows.divisor(i / shape.width(), i % shape.width()));
            }
        });
        return context.operation(ONNXOperators.MUL, List.of(means, corrections), name);
    }

    /** The padding behind the map is what the output's size, which frameworks round differently, needs. */
    private static Map<String, Object> window(Window window, Shape input, Shape output) {
        int bottom = (output.height() - 1) * window.strideHeight() + window.kernelHeight() - input.height() - window.padTop();
        int right = (output.width() - 1) * window.strideWidth() + window.kernelWidth() - input.width() - window.padLeft();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", new int[] {window.kernelHeight(), window.kernelWidth()});
        attributes.put("strides", new int[] {window.strideHeight(), window.strideWidth()});
        attributes.put("pads", new int[] {window.padTop(), window.padLeft(), Math.max(0, bottom), Math.max(0, right)});
        return attributes;
    }

    private ONNXInitializer weights(Layer.Weighted layer, String name, List<Integer> shape) {
        float[] dense = new float[layer.weights().size()];
        for (int i = 0; i < layer.weights().nonzeros(); i++) {
            dense[layer.weights().positions().get(i)] = layer.codebook().get(layer.weights().codes().get(i));
        }
        return context.floatTensor(name + "_weights", shape, values -> values.put(dense));
    }

    private ONNXInitializer bias(Layer.Weighted layer, String name) {
        return context.array(name + "_bias", layer.bias().toArray());
    }
}
