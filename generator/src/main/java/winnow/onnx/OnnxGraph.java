package winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An ONNX graph that is being written, its nodes in the order in which they run. Tribuo's own builder would number every tensor's
 * name, so that none could be read back.
 */
public final class OnnxGraph {
    /** Operator sets, each with the oldest form of the file that knows it. */
    private static final Map<Integer, Integer> IR_VERSIONS = Map.of(13, 7, OnnxModel.AVERAGE_POOL_DEFINED, 9);

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private int operatorSet = 13;

    public OnnxGraph(String name) {
        graph.setName(name);
    }

    /** Says that a node needs AveragePool as it is defined by now; most programs read older files as well. */
    void requireAveragePoolDefined() {
        operatorSet = OnnxModel.AVERAGE_POOL_DEFINED;
    }

    public void input(String name, long... dims) {
        graph.addInput(floats(name, dims));
    }

    public void output(String name, long... dims) {
        graph.addOutput(floats(name, dims));
    }

    private static ValueInfoProto floats(String name, long... dims) {
        TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
        for (long size : dims) {
            type.getShapeBuilder().addDim(Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(type)).build();
    }

    /** Adds a constant. */
    public void floats(String name, float[] values, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        constant(name, DataType.FLOAT, raw, dims);
    }

    void integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        constant(name, DataType.INT64, raw, values.length);
    }

    private void constant(String name, DataType type, ByteBuffer raw, long... dims) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(ByteString.copyFrom(raw));
        Arrays.stream(dims).forEach(tensor::addDims);
        graph.addInitializer(tensor);
    }

    /** Adds a node with one output. */
    public void node(String operator, String name, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(inputs).addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
    }

    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    public static AttributeProto integers(String name, int... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS)
                .addAllInts(IntStream.of(values).asLongStream().boxed().toList()).build();
    }

    /** The file's content. */
    public byte[] bytes() {
        return ModelProto.newBuilder().setIrVersion(IR_VERSIONS.get(operatorSet)).setProducerName("winnow").setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(operatorSet)).build().toByteArray();
    }
}
