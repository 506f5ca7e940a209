package winnow.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Set;

/** A node of the graph. */
final class OnnxNode {
    private static final Set<String> STANDARD_DOMAINS = Set.of("", "ai.onnx");

    private final NodeProto proto;
    private final OnnxAttributes attributes;

    OnnxNode(NodeProto proto) {
        this.proto = proto;
        attributes = new OnnxAttributes(proto);
    }

    /** The node in messages: many exporters give nodes no name, so its operator and what it writes say which one it is. */
    String label() {
        return proto.getName().isBlank()
                ? operator() + " without a name that writes \"" + output() + "\""
                : operator() + " \"" + proto.getName() + "\"";
    }

    /** What a layer made of it is called. */
    String layerName() {
        return proto.getName().isBlank() ? output() : proto.getName();
    }

    /** The operator, with its domain if that is not ONNX's own. */
    String operator() {
        return STANDARD_DOMAINS.contains(proto.getDomain()) ? proto.getOpType() : proto.getDomain() + "." + proto.getOpType();
    }

    OnnxAttributes attributes() {
        return attributes;
    }

    /** Names of tensors; an empty one stands for an optional input that is left out. */
    List<String> inputs() {
        return proto.getInputList();
    }

    String input(int index) {
        return proto.getInput(index);
    }

    List<String> outputs() {
        return proto.getOutputList();
    }

    String output() {
        return proto.getOutputCount() == 0 ? "" : proto.getOutput(0);
    }
}
