package winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small ONNX models in a few words: {@code new TestModel(13).input(3, 8, 8).weights("w", 4, 3, 3, 3).node("Conv", "y", "x w")}. */
final class TestModel {
    final GraphProto.Builder graph = GraphProto.newBuilder().setName("net");
    private final int operatorSet;
    private final Random random;

    TestModel(int operatorSet) {
        this(operatorSet, 1);
    }

    TestModel(int operatorSet, long seed) {
        this.operatorSet = operatorSet;
        random = new Random(seed);
    }

    /** The input "x", a batch of any size. */
    TestModel input(int channels, int height, int width) {
        ValueInfoProto.Builder input = info("x", 1, channels, height, width);
        input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(0).setDimParam("N");
        graph.addInput(input);
        return this;
    }

    static ValueInfoProto.Builder info(String name, long... dims) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
        tensor.getShapeBuilder();
        Arrays.stream(dims).forEach(size -> tensor.getShapeBuilder().addDimBuilder().setDimValue(size));
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor));
    }

    /** An output; ONNX Runtime finds its shape. */
    TestModel output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))));
        return this;
    }

    /** Random floats, some of them 0. */
    TestModel weights(String name, int... dims) {
        float[] values = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(4) == 0 ? 0 : random.nextFloat() - 0.5f;
        }
        return floats(name, dims, values);
    }

    /** Random floats above 0. */
    TestModel positive(String name, int... dims) {
        float[] values = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return floats(name, dims, values);
    }

    TestModel floats(String name, int[] dims, float... values) {
        TensorProto.Builder tensor = tensor(name, DataType.FLOAT, dims);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** A vector of whole numbers. */
    TestModel integers(String name, long... values) {
        TensorProto.Builder tensor = tensor(name, DataType.INT64, values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        graph.addInitializer(tensor);
        return this;
    }

    static TensorProto.Builder tensor(String name, DataType type, int... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        Arrays.stream(dims).forEach(tensor::addDims);
        return tensor;
    }

    /** A node named as its output; inputs with spaces between, {@code -} for one that is left out. */
    TestModel node(String operator, String output, String inputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName("n_" + output);
        for (String input : inputs.isEmpty() ? new String[0] : inputs.split(" ")) {
            node.addInput(input.equals("-") ? "" : input);
        }
        graph.addNode(node.addOutput(output).addAllAttribute(List.of(attributes)));
        return this;
    }

    static AttributeProto is(String name, long value) {
        return OnnxGraph.integer(name, value);
    }

    static AttributeProto is(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto is(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
    }

    static AttributeProto are(String name, int... values) {
        return OnnxGraph.integers(name, values);
    }

    static AttributeProto is(String name, TensorProto.Builder value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.TENSOR).setT(value).build();
    }

    byte[] bytes() {
        return ModelProto.newBuilder().setIrVersion(operatorSet > 18 ? 9 : 7).setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(operatorSet)).build().toByteArray();
    }
}
