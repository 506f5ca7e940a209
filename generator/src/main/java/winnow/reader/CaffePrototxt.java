package winnow.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import winnow.network.LayerOrder;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * Turns the fields of a Caffe deploy prototxt (NetParameter and LayerParameter of Caffe 1.0's {@code caffe.proto}) into a
 * {@link CaffeGraph}. Every field is honoured, known to be harmless at inference, or refused by name.
 */
final class CaffePrototxt {
    private static final int MAXIMUM_OUTPUTS = 1 << 20;
    private static final int MAXIMUM_AXIS = 1 << 28;

    /** What a type's reader gets: the layer's own fields, its place for messages, its inputs and its output's name. */
    private record Context(MessageFields fields, String place, String name, List<CaffeBlob> inputs, List<String> bottoms, String top) {
        CaffeBlob input() {
            return inputs.get(0);
        }

        Optional<Shape> shape() {
            return input().shape;
        }
    }

    private interface TypeReader {
        void read(Context context);
    }

    private final String file;
    private final List<String> problems;
    private final Map<String, TypeReader> types = new HashMap<>();
    private final CaffeGraph graph;
    private final MessageFields net;
    private String softmax;

    CaffePrototxt(String file, PrototxtValue.Message message, List<String> problems) {
        this.file = file;
        this.problems = problems;
        net = new MessageFields(file, "", message, problems);
        graph = new CaffeGraph(problems, order(message));
        types.put("Convolution", this::convolution);
        types.put("InnerProduct", this::innerProduct);
        types.put("Pooling", this::pooling);
        types.put("ReLU", this::relu);
        types.put("Dropout", this::dropout);
        types.put("Concat", this::concat);
        types.put("Eltwise", this::eltwise);
        types.put("Softmax", this::softmax);
    }

    /** The network's name, or the given one. */
    String name(String otherwise) {
        String name = net.text("name", otherwise);
        return name.isBlank() ? otherwise : name;
    }

    CaffeGraph read() {
        net.harmless("name", "force_backward", "debug_info", "state");
        net.refuse("layers", "this is Caffe's old V1 form; convert it with Caffe's upgrade_net_proto_text");
        readTopLevelInput();
        for (PrototxtField field : net.all("layer")) {
            if (field.value() instanceof PrototxtValue.Message message) {
                readLayer(field, message);
            } else {
                problems.add(file + ":" + field.position() + ": layer is not a message {...}");
            }
        }
        net.refuseRest();
        graph.checkComplete(file);
        return graph;
    }

    private void readTopLevelInput() {
        List<String> names = net.texts("input");
        List<Integer> dimensions = new ArrayList<>(net.integers("input_dim", 1, MAXIMUM_AXIS));
        for (MessageFields shape : net.messages("input_shape")) {
            dimensions.addAll(shape.integers("dim", 1, MAXIMUM_AXIS));
            shape.refuseRest();
        }
        for (String name : names) {
            String place = file + ": input \"" + name + "\"";
            graph.declareInput(place, name, inputShape(place, dimensions));
        }
    }

    /** From batch x channels x rows x columns, or batch x length; the batch's size does not matter. */
    private Optional<Shape> inputShape(String place, List<Integer> dimensions) {
        if (dimensions.size() != 4 && dimensions.size() != 2) {
            problems.add(place + ": " + dimensions.size() + " dimensions " + dimensions
                    + "; Winnow takes 4 (batch, channels, rows, columns) or 2 (batch, length)");
            return Optional.empty();
        }
        boolean map = dimensions.size() == 4;
        return PlausibleShape.of(place, new long[] {
            dimensions.get(1), map ? dimensions.get(2) : 1, map ? dimensions.get(3) : 1
        }, problems);
    }

    private void readLayer(PrototxtField field, PrototxtValue.Message message) {
        MessageFields anonymous = new MessageFields(file, "layer ", message, problems);
        String name = anonymous.text("name", "");
        String type = anonymous.text("type", "");
        String quoted = "layer \"" + name + "\"";
        String place = file + ":" + field.position() + ": " + quoted;
        MessageFields fields = anonymous.named(quoted + ": ");
        graph.beginLayer(place, name);
        fields.harmless("name", "type", "phase", "propagate_down", "loss_weight");
        refuseSharing(fields);
        if (fields.has("include") || fields.has("exclude")) {
            problems.add(place + " of type " + type + ": include and exclude rules belong to a training prototxt;"
                    + " give the deploy form, or remove such layers");
            declareTops(place, fields);
        } else if (type.equals("Input")) {
            readInputLayer(place, fields);
        } else if (types.containsKey(type)) {
            readKnown(place, name, type, fields);
        } else {
            problems.add(place + ": type \"" + type + "\" is not supported; Winnow knows Input, Convolution, Pooling,"
                    + " InnerProduct, ReLU, Dropout, Concat, Eltwise, Softmax");
            declareTops(place, fields);
        }
    }

    private void refuseSharing(MessageFields fields) {
        for (MessageFields parameter : fields.messages("param")) {
            parameter.harmless("lr_mult", "decay_mult", "share_mode");
            parameter.refuse("name", "Winnow does not share weights between layers");
            parameter.refuseRest();
        }
    }

    /** So that readers of a refused layer's tensors are not reported as well. */
    private void declareTops(String place, MessageFields fields) {
        for (String top : fields.texts("top")) {
            graph.alias(place, fields.texts("bottom").contains(top) ? top : "", CaffeGraph.unknown(top), top);
        }
    }

    private void readInputLayer(String place, MessageFields fields) {
        MessageFields parameters = fields.message("input_param");
        List<Integer> dimensions = new ArrayList<>();
        for (MessageFields shape : parameters.messages("shape")) {
            dimensions.addAll(shape.integers("dim", 1, MAXIMUM_AXIS));
            shape.refuseRest();
        }
        for (String top : fields.texts("top")) {
            graph.declareInput(place, top, inputShape(place, dimensions));
        }
        parameters.refuseRest();
        fields.refuseRest();
    }

    private void readKnown(String place, String name, String type, MessageFields fields) {
        if (softmax != null) {
            problems.add(place + ": follows the Softmax " + softmax + ", which may only be the last layer");
        }
        List<String> bottoms = fields.texts("bottom");
        List<String> tops = fields.texts("top");
        int least = type.equals("Eltwise") ? 2 : 1;
        int most = List.of("Concat", "Eltwise").contains(type) ? Integer.MAX_VALUE : 1;
        if (bottoms.size() < least || bottoms.size() > most || tops.size() != 1) {
            problems.add(place + ": " + bottoms.size() + " bottoms and " + tops.size() + " tops; a layer of type " + type + " has "
                    + (most == 1 ? "one bottom" : "at least " + least + " bottoms") + " and one top");
            declareTops(place, fields);
            return;
        }
        List<CaffeBlob> inputs = new ArrayList<>();
        bottoms.forEach(bottom -> inputs.add(graph.read(place, bottom)));
        types.get(type).read(new Context(fields, place, name, inputs, bottoms, tops.get(0)));
        fields.refuseRest();
    }

    private void convolution(Context layer) {
        MessageFields parameters = layer.fields.message("convolution_param");
        int outputs = outputs(layer, parameters);
        boolean biased = parameters.flag("bias_term", true);
        CaffeWindow reader = new CaffeWindow(parameters, layer.place, problems);
        Optional<Window> window = reader.read();
        parameters.harmless("weight_filler", "bias_filler", "engine");
        parameters.only("group", "1");
        parameters.only("dilation", "1");
        parameters.only("axis", "1", "-3");
        parameters.only("force_nd_im2col", "false");
        parameters.refuseRest();
        Optional<Shape> shape = window.isEmpty() || layer.shape().isEmpty()
                ? Optional.empty()
                : reader.convolved(window.get(), layer.shape().get(), outputs);
        add(layer, CaffeLayer.Kind.CONVOLUTION, window, biased, shape);
    }

    private void innerProduct(Context layer) {
        MessageFields parameters = layer.fields.message("inner_product_param");
        int outputs = outputs(layer, parameters);
        boolean biased = parameters.flag("bias_term", true);
        parameters.harmless("weight_filler", "bias_filler");
        parameters.only("axis", "1", "-3");
        parameters.only("transpose", "false");
        parameters.refuseRest();
        add(layer, CaffeLayer.Kind.FULLY_CONNECTED, Optional.empty(), biased,
                layer.shape().map(shape -> Shape.vector(outputs)));
    }

    private int outputs(Context layer, MessageFields parameters) {
        if (!parameters.has("num_output")) {
            problems.add(layer.place + " has no num_output");
        }
        return parameters.integer("num_output", 1, 1, MAXIMUM_OUTPUTS);
    }

    private void pooling(Context layer) {
        MessageFields parameters = layer.fields.message("pooling_param");
        String method = parameters.choice("pool", "MAX", List.of("MAX", "AVE", "STOCHASTIC"));
        if (method.equals("STOCHASTIC")) {
            parameters.only("pool", "MAX", "AVE");
        }
        boolean global = parameters.flag("global_pooling", false);
        parameters.harmless("engine");
        parameters.only("round_mode", "CEIL", "0");
        CaffeWindow reader = new CaffeWindow(parameters, layer.place, problems);
        Optional<Window> window = global ? globalWindow(layer, parameters) : reader.read();
        parameters.refuseRest();
        Optional<Shape> shape = window.isEmpty() || layer.shape().isEmpty()
                ? Optional.empty()
                : reader.pooled(window.get(), layer.shape().get());
        add(layer, method.equals("AVE") ? CaffeLayer.Kind.AVERAGE_POOL : CaffeLayer.Kind.MAXIMUM_POOL, window, false, shape);
    }

    /** The whole map; Caffe refuses a kernel beside global_pooling, and any padding or stride but 0 and 1. */
    private Optional<Window> globalWindow(Context layer, MessageFields parameters) {
        for (String name : List.of("kernel_size", "kernel_h", "kernel_w")) {
            parameters.refuse(name, "global_pooling takes the whole map as its kernel");
        }
        List.of("pad", "pad_h", "pad_w").forEach(name -> parameters.only(name, "0"));
        List.of("stride", "stride_h", "stride_w").forEach(name -> parameters.only(name, "1"));
        if (layer.shape().isEmpty()) {
            return Optional.empty();
        }
        Shape shape = layer.shape().get();
        if (Math.max(shape.height(), shape.width()) > Window.MAXIMUM_KERNEL) {
            problems.add(layer.place + ": global pooling of " + shape + " exceeds the largest kernel, " + Window.MAXIMUM_KERNEL);
            return Optional.empty();
        }
        return Optional.of(new Window(shape.height(), shape.width(), 1, 1, 0, 0));
    }

    private void relu(Context layer) {
        MessageFields parameters = layer.fields.message("relu_param");
        parameters.harmless("engine");
        parameters.only("negative_slope", "0");
        parameters.refuseRest();
        graph.rectify(layer.place, layer.bottoms.get(0), layer.input(), layer.top);
    }

    private void dropout(Context layer) {
        MessageFields parameters = layer.fields.message("dropout_param");
        parameters.harmless("dropout_ratio", "scale_train");
        parameters.refuseRest();
        graph.alias(layer.place, layer.bottoms.get(0), layer.input(), layer.top);
    }

    private void softmax(Context layer) {
        MessageFields parameters = layer.fields.message("softmax_param");
        parameters.harmless("engine");
        parameters.only("axis", "1", "-3");
        parameters.refuseRest();
        graph.alias(layer.place, layer.bottoms.get(0), layer.input(), layer.top);
        softmax = "\"" + layer.name + "\"";
    }

    private void concat(Context layer) {
        MessageFields parameters = layer.fields.message("concat_param");
        parameters.only("axis", "1", "-3");
        parameters.only("concat_dim", "1");
        parameters.refuseRest();
        add(layer, CaffeLayer.Kind.CONCATENATION, Optional.empty(), false, concatenated(layer));
    }

    /** The sum of coefficient x bottom; Caffe also has products and maxima. */
    private void eltwise(Context layer) {
        MessageFields parameters = layer.fields.message("eltwise_param");
        String operation = parameters.choice("operation", "SUM", List.of("PROD", "SUM", "MAX"));
        if (!operation.equals("SUM")) {
            problems.add(layer.place + ": eltwise_param.operation = " + operation + " is not supported; only SUM. Train the network with a"
                    + " sum, or replace the layer");
        }
        parameters.onlyOrElse("coeff", "1", "fold the factor into the weights and biases of the layer that writes that bottom");
        int coefficients = parameters.all("coeff").size();
        if (coefficients > 0 && coefficients != layer.inputs.size()) {
            problems.add(layer.place + ": " + coefficients + " coeff for " + layer.inputs.size() + " bottoms; give one each, or none");
        }
        parameters.harmless("stable_prod_grad");
        parameters.refuseRest();
        boolean equal = agree(layer, "adds", "differ; an Eltwise has bottoms of one shape", Shape::equals);
        add(layer, CaffeLayer.Kind.ADDITION, Optional.empty(), false, equal ? layer.shape() : Optional.empty());
    }

    private Optional<Shape> concatenated(Context layer) {
        boolean joinable = agree(layer, "joins", "differ in rows or columns; give both branches equal strides and padding",
                (first, shape) -> first.height() == shape.height() && first.width() == shape.width());
        if (!joinable) {
            return Optional.empty();
        }
        long channels = layer.inputs.stream().mapToLong(input -> input.shape.orElseThrow().channels()).sum();
        Shape first = layer.shape().orElseThrow();
        return PlausibleShape.of(layer.place, new long[] {channels, first.height(), first.width()}, problems);
    }

    /** Whether the shapes of all inputs are known and each fits the first's; reports those that do not. */
    private boolean agree(Context layer, String does, String difference, BiPredicate<Shape, Shape> fits) {
        boolean agree = true;
        for (CaffeBlob input : layer.inputs) {
            boolean known = input.shape.isPresent() && layer.shape().isPresent();
            agree &= known && fits.test(layer.shape().get(), input.shape.get());
            if (known && !fits.test(layer.shape().get(), input.shape.get())) {
                problems.add(layer.place + ": " + does + " maps of " + layer.shape().get() + " (" + layer.input().name + ") and "
                        + input.shape.get() + " (" + input.name + "), which " + difference);
            }
        }
        return agree;
    }

    private void add(Context layer, CaffeLayer.Kind kind, Optional<Window> window, boolean biased, Optional<Shape> shape) {
        CaffeLayer added = new CaffeLayer(layer.name, kind, layer.inputs, window, biased);
        graph.add(layer.place, added, layer.top, shape);
        if (added.weighted() && shape.isPresent() && added.weightShape().size() > MAXIMUM_AXIS) {
            problems.add(layer.place + ": " + added.weightShape().size() + " weights are more than the limit of " + MAXIMUM_AXIS);
        }
    }

    private LayerOrder order(PrototxtValue.Message message) {
        List<LayerOrder.Step> steps = new ArrayList<>();
        // A scan of its own: its problems are found again, with their place, when the layer is read
        List<String> ignored = new ArrayList<>();
        for (MessageFields layer : new MessageFields(file, "", message, ignored).messages("layer")) {
            steps.add(new LayerOrder.Step(layer.text("name", ""), layer.texts("bottom"), layer.texts("top")));
        }
        return new LayerOrder(steps);
    }
}
