package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Nodes that change no value at inference, or none that Winnow computes. */
final class PassedOn {
    private PassedOn() {}

    static Operand identity(Step step) {
        return step.operand(0) instanceof Constant constant ? constant : step.alias(step.anyView(0));
    }

    static Operand dropout(Step step) {
        boolean training = step.optionalConstant(2, "training mode").map(mode -> mode.size() != 1 || mode.integers()[0] != 0).orElse(false);
        if (training) {
            throw new Refusal("its training mode is on; export the network for inference");
        }
        return step.alias(step.anyView(0));
    }

    /** Along axis 1 it keeps the order of the classes; the host computes it if probabilities are wanted. */
    static Operand softmax(Step step) {
        View view = step.view(0);
        long axis = step.attributes().integer("axis", view.dims().length() == 2 ? 1 : -1);
        if (view.dims().length() < 2 || Dims.axis(axis, view.dims().length()) != 1) {
            throw new Refusal("attribute axis = " + axis + " of an input of shape " + view.dims() + " is not supported; only 1");
        }
        return step.alias(view).through(step.label());
    }

    static Operand constant(Step step) {
        OnnxAttributes attributes = step.attributes();
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(step.output());
        if (attributes.has("value")) {
            return step.constant(attributes.tensor("value").orElseThrow().toBuilder().setName(step.output()).build());
        } else if (attributes.has("value_float")) {
            tensor.setDataType(DataType.FLOAT.getNumber()).addFloatData(attributes.real("value_float", 0));
        } else if (attributes.has("value_int")) {
            tensor.setDataType(DataType.INT64.getNumber()).addInt64Data(attributes.integer("value_int", 0));
        } else if (attributes.has("value_floats")) {
            attributes.reals("value_floats").orElseThrow().forEach(tensor::addFloatData);
            tensor.setDataType(DataType.FLOAT.getNumber()).addDims(tensor.getFloatDataCount());
        } else {
            attributes.integers("value_ints").orElseThrow(() -> new Refusal("has no value")).forEach(tensor::addInt64Data);
            tensor.setDataType(DataType.INT64.getNumber()).addDims(tensor.getInt64DataCount());
        }
        return step.constant(tensor.build());
    }
}
