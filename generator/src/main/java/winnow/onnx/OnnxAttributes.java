package winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a node, by name and of the type that the reader expects. */
final class OnnxAttributes {
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    OnnxAttributes(NodeProto node) {
        node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    long integer(String name, long otherwise) {
        return typed(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
    }

    float real(String name, float otherwise) {
        return typed(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return typed(name, AttributeType.STRING).map(attribute -> attribute.getS().toStringUtf8()).orElse(otherwise);
    }

    Optional<List<Long>> integers(String name) {
        return typed(name, AttributeType.INTS).map(AttributeProto::getIntsList);
    }

    Optional<List<Float>> reals(String name) {
        return typed(name, AttributeType.FLOATS).map(AttributeProto::getFloatsList);
    }

    Optional<TensorProto> tensor(String name) {
        return typed(name, AttributeType.TENSOR).map(AttributeProto::getT);
    }

    private Optional<AttributeProto> typed(String name, AttributeType type) {
        AttributeProto attribute = attributes.get(name);
        if (attribute != null && attribute.getType() != type) {
            throw new Refusal("attribute " + name + " is of type " + attribute.getType() + ", not " + type);
        }
        return Optional.ofNullable(attribute);
    }

    /**
     * What an operator does not know.
     *
     * @param known names of attributes and the values, as text, that they may have; none if the reader takes any
     */
    List<String> problems(Map<String, List<String>> known) {
        List<String> problems = new ArrayList<>();
        attributes.forEach((name, attribute) -> {
            List<String> allowed = known.get(name);
            if (allowed == null) {
                problems.add("attribute " + name + " = " + shown(attribute) + " is not supported");
            } else if (!allowed.isEmpty() && !allowed.contains(shown(attribute))) {
                problems.add("attribute " + name + " = " + shown(attribute) + " is not supported; only " + String.join(", ", allowed));
            }
        });
        return problems;
    }

    private static String shown(AttributeProto attribute) {
        return switch (attribute.getType()) {
            case INT -> Long.toString(attribute.getI());
            case FLOAT -> Float.toString(attribute.getF());
            case STRING -> attribute.getS().toStringUtf8();
            case INTS -> attribute.getIntsList().toString();
            case FLOATS -> attribute.getFloatsList().toString();
            default -> "(" + attribute.getType() + ")";
        };
    }
}
