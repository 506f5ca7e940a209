package winnow.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.onnx.OnnxGraph;

/**
 * Turns a TensorFlow.js graph of a CNN into ONNX. TensorFlow's axes are (image, row, column, channel), those of ONNX (image,
 * channel, row, column): weights are permuted, also those of a product behind a flattened map; padding becomes explicit.
 *
 * <p>A softmax or sigmoid at the end is left out: each rises with its input, so the scores before it rank alike, and a sigmoid
 * above 0.5 is a score above 0.
 */
final class OnnxConversion {
    private static final Set<String> LAST_ACTIVATIONS = Set.of("Softmax", "Sigmoid");

    /**
     * A tensor of the ONNX graph.
     *
     * @param row whether it is flat, in (channel, row, column) order, and no longer a map
     */
    private record Feature(String name, Shape shape, boolean row) {
        long[] axes() {
            return row ? new long[] {1, shape.size()} : new long[] {1, shape.channels(), shape.height(), shape.width()};
        }
    }

    private final Map<String, Function<TensorFlowNode, Feature>> converters = new LinkedHashMap<>();
    private final Map<String, TensorFlowNode> nodes = new LinkedHashMap<>();
    private final Map<String, Feature> features = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final TensorFlowJsModel model;
    private final OnnxGraph graph;
    private final String scope;

    private OnnxConversion(String name, TensorFlowJsModel model) {
        this.model = model;
        graph = new OnnxGraph(name);
        model.nodes().stream().filter(node -> !node.operation().equals("NoOp")).forEach(node -> nodes.put(node.name(), node));
        scope = scope(nodes.values().stream().map(TensorFlowNode::name).filter(node -> node.contains("/")).toList());
        converters.put("Placeholder", this::input);
        converters.put("Identity", node -> feature(node.inputs().get(0)));
        List.of("Conv2D", "_FusedConv2D").forEach(operation -> converters.put(operation, node -> convolution(node, false)));
        List.of("DepthwiseConv2dNative", "FusedDepthwiseConv2dNative")
                .forEach(operation -> converters.put(operation, node -> convolution(node, true)));
        List.of("MatMul", "_FusedMatMul").forEach(operation -> converters.put(operation, this::product));
        List.of("Add", "AddV2", "BiasAdd").forEach(operation -> converters.put(operation, this::sum));
        converters.put("Mul", this::scaled);
        converters.put("MaxPool", node -> pool(node, "MaxPool", List.of()));
        converters.put("AvgPool", node -> pool(node, "AveragePool", List.of(OnnxGraph.integer("count_include_pad", 0))));
        converters.put("Mean", this::mean);
        converters.put("Reshape", this::flattened);
        List.of("Relu", "Relu6").forEach(operation ->
                converters.put(operation, node -> activated(layer(node), feature(node.inputs().get(0)), operation)));
    }

    /**
     * The ONNX file's bytes: a map of one image in, a row of scores (or a map) out.
     *
     * @throws InvalidInputException with all operations that are not known, or the first node that cannot be converted
     */
    static byte[] of(String name, TensorFlowJsModel model) {
        return new OnnxConversion(name, model).converted();
    }

    private byte[] converted() {
        TensorFlowNode last = last();
        List<String> problems = nodes.values().stream().filter(node -> node != last && !converters.containsKey(node.operation()))
                .map(node -> "node " + node.name() + ": " + node.operation() + " is not converted; only " + converters.keySet()
                        + ", and at the end " + LAST_ACTIVATIONS)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Feature scores = feature(LAST_ACTIVATIONS.contains(last.operation()) ? last.inputs().get(0) : last.name());
        graph.output(scores.name, scores.axes());
        return graph.bytes();
    }

    /** The node whose result is the network's. */
    private TensorFlowNode last() {
        Set<String> read = nodes.values().stream().flatMap(node -> node.inputs().stream()).collect(Collectors.toSet());
        List<TensorFlowNode> unread = nodes.values().stream().filter(node -> !read.contains(node.name())).toList();
        if (unread.size() != 1) {
            throw new InvalidInputException("the graph has " + unread.size() + " outputs "
                    + unread.stream().map(TensorFlowNode::name).toList() + "; only a graph with 1 is converted");
        }
        TensorFlowNode last = unread.get(0);
        while (last.operation().equals("Identity")) {
            nodes.remove(last.name());
            last = nodes.get(last.inputs().get(0));
        }
        return last;
    }

    /** The folders that all names have in common, which say nothing. */
    private static String scope(List<String> names) {
        String scope = names.isEmpty() ? "" : names.get(0);
        for (String name : names) {
            while (!name.startsWith(scope)) {
                scope = scope.substring(0, scope.length() - 1);
            }
        }
        return scope.substring(0, scope.lastIndexOf('/') + 1);
    }

    /** A layer's name in ONNX: TensorFlow's without the scope and, if it stays unique, without its last part. */
    private String layer(TensorFlowNode node) {
        String name = node.name().substring(node.name().startsWith(scope) ? scope.length() : 0);
        int end = name.lastIndexOf('/');
        String shorter = end < 0 ? name : name.substring(0, end);
        if (names.add(shorter)) {
            return shorter;
        }
        names.add(name);
        return name;
    }

    private Feature feature(String name) {
        Feature known = features.get(name);
        if (known != null) {
            return known;
        }
        TensorFlowNode node = nodes.get(name);
        if (node == null) {
            throw new InvalidInputException("node " + name
                    + ": is read as a map, but is a constant, missing or not a first output");
        }
        Feature converted = converters.get(node.operation()).apply(node);
        features.put(name, converted);
        return converted;
    }

    /** The map that a node reads first. */
    private Feature map(TensorFlowNode node) {
        Feature input = feature(node.inputs().get(0));
        require(node, !input.row, "reads a flattened map; only products and activation functions do");
        return input;
    }

    private TensorFlowWeight constant(TensorFlowNode node, int input, int axes) {
        TensorFlowWeight weight = model.weights().get(node.inputs().get(input));
        require(node, weight != null, "input " + input + " is not a constant");
        require(node, weight.shape().size() == axes,
                "input " + input + " has the shape " + weight.shape() + ", not " + axes + " axes");
        return weight;
    }

    /** Adds a constant to the ONNX graph; returns its name. */
    private String constant(String name, float[] values, long... axes) {
        graph.floats(name, values, axes);
        return name;
    }

    /** Adds a node whose output has the node's name; returns it. */
    private String node(String operator, String name, List<String> inputs, List<AttributeProto> attributes) {
        graph.node(operator, name, inputs, name, attributes.toArray(AttributeProto[]::new));
        return name;
    }

    private static void require(TensorFlowNode node, boolean condition, String problem) {
        if (!condition) {
            throw new InvalidInputException("node " + node.name() + " (" + node.operation() + "): " + problem);
        }
    }

    private Feature input(TensorFlowNode node) {
        List<Integer> axes = node.shape();
        require(node, axes.size() == 4 && axes.subList(1, 4).stream().allMatch(size -> size > 0), "the input's shape " + axes
                + " is not that of images of known size");
        Feature image = new Feature(node.name(), new Shape(axes.get(3), axes.get(1), axes.get(2)), false);
        graph.input(image.name, image.axes());
        return image;
    }

    private Feature convolution(TensorFlowNode node, boolean depthwise) {
        Feature input = map(node);
        TensorFlowWeight weights = constant(node, 1, 4);
        // (row, column, input, output), or if depthwise (row, column, channel, output of that channel): then one input each
        int outputs = depthwise ? weights.size(2) * weights.size(3) : weights.size(3);
        int inputs = depthwise ? 1 : weights.size(2);
        require(node, input.shape.channels() % inputs == 0, "weights of the shape " + weights.shape() + " for " + input.shape);
        SlidingWindow window = SlidingWindow.of(node, input.shape, weights.size(0), weights.size(1));
        List<AttributeProto> attributes = new ArrayList<>(window.attributes());
        attributes.add(OnnxGraph.integers("dilations", window.dilations()));
        attributes.add(OnnxGraph.integer("group", input.shape.channels() / inputs));
        String name = layer(node);
        int taps = weights.size(0) * weights.size(1);
        List<String> operands = new ArrayList<>(List.of(input.name, constant(name + "/weights",
                transposed(weights.values().toArray(), taps * inputs, outputs, tap -> tap % inputs * taps + tap / inputs),
                outputs, inputs, weights.size(0), weights.size(1))));
        bias(node, name, operands);
        return fused(node, name, new Feature(node("Conv", name, operands, attributes), window.output(outputs), false));
    }

    private Feature product(TensorFlowNode node) {
        Feature input = feature(node.inputs().get(0));
        TensorFlowWeight weights = constant(node, 1, 2);
        require(node, !node.flag("transpose_a") && !node.flag("transpose_b"), "transposed operands are not converted");
        require(node, input.row && weights.size(0) == input.shape.size(), "weights of the shape " + weights.shape() + " for "
                + input.shape + (input.row ? "" : ", which is not flattened"));
        String name = layer(node);
        int channels = input.shape.channels();
        int map = input.shape.size() / channels;
        List<String> operands = new ArrayList<>(List.of(input.name, constant(name + "/weights",
                transposed(weights.values().toArray(), weights.size(0), weights.size(1),
                        from -> from % channels * map + from / channels),
                weights.size(1), weights.size(0))));
        bias(node, name, operands);
        return fused(node, name,
                new Feature(node("Gemm", name, operands, List.of(OnnxGraph.integer("transB", 1))),
                        Shape.vector(weights.size(1)), true));
    }

    /**
     * Weights in (input, output) order as (output, input).
     *
     * @param place where an input goes
     */
    private static float[] transposed(float[] weights, int inputs, int outputs, IntUnaryOperator place) {
        float[] transposed = new float[weights.length];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                transposed[output * inputs + place.applyAsInt(input)] = weights[input * outputs + output];
            }
        }
        return transposed;
    }

    private void bias(TensorFlowNode node, String name, List<String> operands) {
        if (node.texts("fused_ops").contains("BiasAdd")) {
            TensorFlowWeight bias = constant(node, 2, 1);
            operands.add(constant(name + "/bias", bias.values().toArray(), bias.size(0)));
        }
    }

    /** What TensorFlow computes in one go with a layer, after its bias. */
    private Feature fused(TensorFlowNode node, String name, Feature sums) {
        List<String> rest = new ArrayList<>(node.texts("fused_ops"));
        rest.remove("BiasAdd");
        require(node, rest.isEmpty() || List.of("Relu", "Relu6").containsAll(rest) && rest.size() == 1,
                "fused with " + rest + "; only BiasAdd, Relu and Relu6 are converted");
        return rest.isEmpty() ? sums : activated(name + "/relu", sums, rest.get(0));
    }

    private Feature activated(String name, Feature input, String operation) {
        if (operation.equals("Relu")) {
            return new Feature(node("Relu", name, List.of(input.name), List.of()), input.shape, input.row);
        }
        List<String> operands = List.of(input.name, constant(name + "/minimum", new float[] {0}),
                constant(name + "/maximum", new float[] {6}));
        return new Feature(node("Clip", name, operands, List.of()), input.shape, input.row);
    }

    /** Two maps, or a constant per channel: with the multiplication before it, that is a batch normalisation. */
    private Feature sum(TensorFlowNode node) {
        if (!model.weights().containsKey(node.inputs().get(1))) {
            Feature left = feature(node.inputs().get(0));
            Feature right = feature(node.inputs().get(1));
            require(node, left.shape.equals(right.shape) && left.row == right.row, "adds " + left.shape + " and " + right.shape);
            return new Feature(node("Add", layer(node), List.of(left.name, right.name), List.of()), left.shape, left.row);
        }
        float[] offsets = constant(node, 1, 1).values().toArray();
        TensorFlowNode before = nodes.get(node.inputs().get(0));
        boolean scaled = before != null && before.operation().equals("Mul")
                && model.weights().containsKey(before.inputs().get(1));
        return scaled ? normalized(node, before.inputs().get(0), constant(before, 1, 1).values().toArray(), offsets)
                : normalized(node, node.inputs().get(0), filled(offsets.length, 1), offsets);
    }

    private Feature scaled(TensorFlowNode node) {
        float[] factors = constant(node, 1, 1).values().toArray();
        return normalized(node, node.inputs().get(0), factors, filled(factors.length, 0));
    }

    /** {@code factor x input + offset} per channel. */
    private Feature normalized(TensorFlowNode node, String input, float[] factors, float[] offsets) {
        Feature map = feature(input);
        int channels = map.shape.channels();
        require(node, factors.length == channels && offsets.length == channels && (!map.row || map.shape.size() == channels),
                factors.length + " factors and " + offsets.length + " offsets for " + map.shape);
        String name = layer(node);
        List<String> operands = List.of(map.name, constant(name + "/factors", factors, channels),
                constant(name + "/offsets", offsets, channels),
                constant(name + "/means", filled(channels, 0), channels),
                constant(name + "/variances", filled(channels, 1), channels));
        return new Feature(node("BatchNormalization", name, operands, List.of(OnnxGraph.real("epsilon", 0))), map.shape, map.row);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private Feature pool(TensorFlowNode node, String operator, List<AttributeProto> more) {
        Feature input = map(node);
        List<Integer> kernel = node.integers("ksize");
        require(node, kernel.size() == 4 && kernel.get(0) == 1 && kernel.get(3) == 1, "a window of " + kernel
                + "; only [1, rows, columns, 1] is converted");
        SlidingWindow window = SlidingWindow.of(node, input.shape, kernel.get(1), kernel.get(2));
        List<AttributeProto> attributes = new ArrayList<>(window.attributes());
        attributes.addAll(more);
        return new Feature(node(operator, layer(node), List.of(input.name), attributes),
                window.output(input.shape.channels()), false);
    }

    private Feature mean(TensorFlowNode node) {
        Feature input = map(node);
        List<Float> axes = new ArrayList<>();
        for (float axis : constant(node, 1, 1).values().toArray()) {
            axes.add(axis);
        }
        require(node, axes.size() == 2 && axes.containsAll(List.of(1f, 2f)), "a mean over the axes " + axes
                + "; only one over rows and columns, 1 and 2, is converted");
        String name = layer(node);
        Shape shape = Shape.vector(input.shape.channels());
        Feature means = new Feature(node("GlobalAveragePool", name, List.of(input.name), List.of()), shape, false);
        return node.flag("keep_dims") ? means : row(name + "/row", means);
    }

    private Feature flattened(TensorFlowNode node) {
        Feature input = feature(node.inputs().get(0));
        float[] shape = constant(node, 1, 1).values().toArray();
        require(node, shape.length == 2 && (shape[1] == -1 || shape[1] == input.shape.size()), "to the shape "
                + Arrays.toString(shape) + "; only flattening is converted");
        return input.row ? input : row(layer(node), input);
    }

    private Feature row(String name, Feature map) {
        return new Feature(node("Flatten", name, List.of(map.name), List.of(OnnxGraph.integer("axis", 1))), map.shape, true);
    }
}
