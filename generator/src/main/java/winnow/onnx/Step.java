package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import winnow.network.Longs;

/** A node that is being read: its attributes, what it reads, and the network that it adds to. */
final class Step {
    private final OnnxNode node;
    private final List<Optional<Operand>> operands;
    private final NetworkDraft network;
    private final OnnxModel model;

    /** @param operands one for each input of the node; empty where the node leaves an optional one out */
    Step(OnnxNode node, List<Optional<Operand>> operands, NetworkDraft network, OnnxModel model) {
        this.node = node;
        this.operands = List.copyOf(operands);
        this.network = network;
        this.model = model;
    }

    /** The version of the operators. */
    long operatorSet() {
        return model.operatorSet();
    }

    OnnxAttributes attributes() {
        return node.attributes();
    }

    /** Name of the node's first output. */
    String output() {
        return node.output();
    }

    /** A name for the layer that the node becomes. */
    String layerName() {
        return network.layerName(node.layerName());
    }

    String label() {
        return node.label();
    }

    int operands() {
        return operands.size();
    }

    boolean has(int input) {
        return input < operands.size() && operands.get(input).isPresent();
    }

    Operand operand(int input) {
        if (!has(input)) {
            throw new Refusal("input " + input + " is missing");
        }
        return operands.get(input).get();
    }

    Constant constant(int input, String what) {
        if (operand(input) instanceof Constant constant) {
            return constant;
        }
        throw new Refusal("its " + what + " \"" + node.input(input) + "\" depends on the network's input; Winnow needs a constant");
    }

    Optional<Constant> optionalConstant(int input, String what) {
        return has(input) ? Optional.of(constant(input, what)) : Optional.empty();
    }

    /** A tensor that the node does not compute with, only pass on. */
    View anyView(int input) {
        if (operand(input) instanceof View view) {
            return view;
        }
        throw new Refusal("its input \"" + node.input(input) + "\" is a constant; run a constant folder over the model first");
    }

    /** A tensor that may have a Pad's zeros around it. */
    View paddable(int input) {
        View view = anyView(input);
        view.softmax().ifPresent(softmax -> {
            throw new Refusal("follows " + softmax + ", which Winnow leaves to the host; only the end of the network may have one");
        });
        return view;
    }

    View view(int input) {
        View view = paddable(input);
        if (!view.padding().equals(Padding.NONE)) {
            throw new Refusal("reads \"" + node.input(input) + "\", which a Pad makes larger; Winnow folds a Pad into a Conv only");
        }
        return view;
    }

    /** A tensor of channels, rows and columns. */
    View map(int input) {
        return requireMap(view(input), input);
    }

    View paddableMap(int input) {
        return requireMap(paddable(input), input);
    }

    private View requireMap(View view, int input) {
        if (!view.isMap()) {
            throw new Refusal("reads \"" + node.input(input) + "\" as " + view.dims() + ", but its values are " + view.feature().shape()
                    + "; Winnow cannot give maps other axes on the way");
        }
        return view;
    }

    /** A tensor of one row, which a product with a matrix wants. */
    View row(int input) {
        View view = view(input);
        if (!view.isRow()) {
            throw new Refusal("reads \"" + node.input(input) + "\" as " + view.dims() + ", not as one row; flatten it first");
        }
        return view;
    }

    /** Adds a layer; what follows may become part of it. */
    View add(DraftLayer layer) {
        network.add(layer);
        return View.of(layer, readOnce());
    }

    /** The node becomes part of the layer that writes what it reads. */
    View fold(View input) {
        input.feature().rename(output());
        return alias(input);
    }

    /** The node's output is its input, perhaps seen otherwise. */
    View alias(View input) {
        return input.readBy(readOnce());
    }

    private boolean readOnce() {
        return network.readOnce(output());
    }

    /** Whole numbers that older operator sets have as an attribute and newer ones as an input. */
    Optional<List<Long>> numbers(String attribute, int input, String what) {
        Optional<List<Long>> given = attributes().integers(attribute);
        return given.isPresent() ? given : optionalConstant(input, what)
                .map(constant -> Longs.of(constant.integers()).stream().boxed().toList());
    }

    /** A constant that the node itself holds. */
    Constant constant(TensorProto tensor) {
        return Constant.of(tensor, model.external());
    }

    /** The layer that writes a tensor, if nobody but this node reads it and it can be changed as asked. */
    static <L extends DraftLayer> Optional<L> writer(View view, Class<L> kind, Function<L, Boolean> changeable) {
        return view.exclusive() && kind.isInstance(view.feature()) && changeable.apply(kind.cast(view.feature()))
                ? Optional.of(kind.cast(view.feature()))
                : Optional.empty();
    }
}
