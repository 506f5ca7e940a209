package winnow.onnx;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of operators: what is honoured stands in {@code docs/onnx.md} as well, and a test compares the two. */
final class Operators {
    private static final String[] FLOAT_TYPES = {"1", "10", "11"};
    private static final String[] AUTO_PADS = {"NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"};

    /** By name. */
    static final Map<String, Operator> ALL = table();

    private Operators() {}

    private static Map<String, Operator> table() {
        Map<String, Operator> all = new TreeMap<>();
        Stream.of(weighted(), channelwise(), pools(), axes(), joins(), passed()).flatMap(family -> family)
                .forEach(operator -> all.put(operator.name(), operator));
        return Collections.unmodifiableMap(all);
    }

    private static Stream<Operator> weighted() {
        return Stream.of(
                new Operator("Conv", 2, 3, Convolutions::read).takes("kernel_shape", "strides", "pads", "dilations", "group")
                        .only("auto_pad", AUTO_PADS),
                new Operator("Gemm", 2, 3, Products::gemm).takes("alpha", "beta").only("transA", "0").only("transB", "0", "1"),
                new Operator("MatMul", 2, 2, Products::matMul));
    }

    private static Stream<Operator> channelwise() {
        return Stream.of(
                new Operator("BatchNormalization", 5, 5, Scales::batchNormalization).takes("epsilon", "momentum")
                        .only("training_mode", "0").only("spatial", "1"),
                new Operator("Add", 2, 2, Scales::add),
                new Operator("Sub", 2, 2, Scales::subtract),
                new Operator("Mul", 2, 2, Scales::multiply),
                new Operator("Div", 2, 2, Scales::divide),
                new Operator("Relu", 1, 1, Clamps::relu),
                new Operator("Clip", 1, 3, Clamps::clip).takes("min", "max"));
    }

    private static Stream<Operator> pools() {
        return Stream.of(
                window("MaxPool", Pools::maximum).takes("storage_order"),
                window("AveragePool", Pools::average).only("count_include_pad", "0", "1"),
                new Operator("GlobalMaxPool", 1, 1, Pools::globalMaximum),
                new Operator("GlobalAveragePool", 1, 1, Pools::globalAverage),
                new Operator("ReduceMean", 1, 2, Pools::reduceMean).takes("axes").only("keepdims", "0", "1")
                        .only("noop_with_empty_axes", "0"));
    }

    private static Operator window(String name, Operator.Reading reading) {
        return new Operator(name, 1, 1, reading).takes("kernel_shape", "strides", "pads").only("auto_pad", AUTO_PADS)
                .only("ceil_mode", "0", "1").only("dilations", "[1, 1]");
    }

    private static Stream<Operator> axes() {
        return Stream.of(
                new Operator("Flatten", 1, 1, Axes::flatten).takes("axis"),
                new Operator("Reshape", 1, 2, Axes::reshape).takes("shape").only("allowzero", "0"),
                new Operator("Squeeze", 1, 2, Axes::squeeze).takes("axes"),
                new Operator("Unsqueeze", 1, 2, Axes::unsqueeze).takes("axes"),
                new Operator("Pad", 1, 4, Axes::pad).takes("pads").only("mode", "constant").only("value", "0.0"));
    }

    private static Stream<Operator> joins() {
        return Stream.of(
                new Operator("Concat", 1, Operator.ANY_NUMBER, Joins::concat).takes("axis"),
                new Operator("Sum", 1, Operator.ANY_NUMBER, Joins::sum));
    }

    private static Stream<Operator> passed() {
        return Stream.of(
                new Operator("Constant", 0, 0, PassedOn::constant)
                        .takes("value", "value_float", "value_floats", "value_int", "value_ints"),
                new Operator("Identity", 1, 1, PassedOn::identity),
                new Operator("Cast", 1, 1, PassedOn::identity).only("to", FLOAT_TYPES).takes("saturate"),
                new Operator("Dropout", 1, 3, PassedOn::dropout).takes("ratio", "seed"),
                new Operator("Softmax", 1, 1, PassedOn::softmax).takes("axis"),
                new Operator("LogSoftmax", 1, 1, PassedOn::softmax).takes("axis"));
    }
}
