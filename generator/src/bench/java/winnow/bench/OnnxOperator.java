package winnow.bench;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXOperator;
import org.tribuo.util.onnx.ONNXOperators;

/** The operators of a CNN that Tribuo's own list of ONNX operators leaves out. */
enum OnnxOperator implements ONNXOperator {
    CONVOLUTION("Conv", 2, 1, ints("kernel_shape"), ints("strides"), ints("pads")),
    MAXIMUM_POOL("MaxPool", 1, 0, ints("kernel_shape"), ints("strides"), ints("pads")),
    AVERAGE_POOL("AveragePool", 1, 0, ints("kernel_shape"), ints("strides"), ints("pads"),
            new ONNXAttribute("count_include_pad", AttributeType.INT, true)),
    RECTIFIER("Relu", 1, 0),
    RESHAPE("Reshape", 2, 0);

    private final String name;
    private final int inputs;
    private final int optionalInputs;
    private final Map<String, ONNXAttribute> attributes;

    OnnxOperator(String name, int inputs, int optionalInputs, ONNXAttribute... attributes) {
        this.name = name;
        this.inputs = inputs;
        this.optionalInputs = optionalInputs;
        this.attributes = Stream.of(attributes).collect(Collectors.toMap(ONNXAttribute::getName, Function.identity()));
    }

    private static ONNXAttribute ints(String name) {
        return new ONNXAttribute(name, AttributeType.INTS, true);
    }

    @Override
    public String getOpName() {
        return name;
    }

    @Override
    public int getNumInputs() {
        return inputs;
    }

    @Override
    public int getNumOptionalInputs() {
        return optionalInputs;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    @Override
    public Map<String, ONNXAttribute> getAttributes() {
        return attributes;
    }

    @Override
    public Set<String> getMandatoryAttributeNames() {
        return attributes.keySet();
    }

    @Override
    public int getOpVersion() {
        return ONNXOperators.getOpsetVersion();
    }

    @Override
    public String getOpDomain() {
        return ONNXOperators.CONCAT.getOpDomain();
    }
}
