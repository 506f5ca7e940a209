package winnow.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.util.onnx.ONNXOperators;

/** An ONNX file in the making: nodes are added in the order in which they run. */
final class OnnxGraph {
    /** The oldest form of the file that knows the operators' version. */
    private static final int IR_VERSION = 7;

    private final GraphProto.Builder graph;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    void input(String name, int... shape) {
        graph.addInput(floats(name, shape));
    }

    void output(String name, int... shape) {
        graph.addOutput(floats(name, shape));
    }

    /** Adds a constant; returns its name. */
    String constant(String name, float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (int size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /**
     * Adds a node, whose one output has the node's name; returns it.
     *
     * @param attributes values are Integer, Float or int[]
     */
    String node(String operator, String name, List<String> inputs, Map<String, Object> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(inputs).addOutput(name);
        // by name, for a map has no order of its own and equal input gives equal bytes
        new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
        graph.addNode(node);
        return name;
    }

    byte[] bytes() {
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("winnow").setGraph(graph)
                .addOpsetImport(ONNXOperators.getOpsetProto()).build().toByteArray();
    }

    private static AttributeProto.Builder attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer integer) {
            return attribute.setType(AttributeType.INT).setI(integer);
        } else if (value instanceof Float number) {
            return attribute.setType(AttributeType.FLOAT).setF(number);
        } else if (value instanceof int[] integers) {
            attribute.setType(AttributeType.INTS);
            for (int integer : integers) {
                attribute.addInts(integer);
            }
            return attribute;
        }
        throw new IllegalArgumentException("attribute " + name + ": no form for a " + value.getClass());
    }

    private static ValueInfoProto floats(String name, int[] shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (int size : shape) {
            axes.addDimBuilder().setDimValue(size);
        }
        TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()).setShape(axes);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(type)).build();
    }
}
