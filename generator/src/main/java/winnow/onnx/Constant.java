package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.function.Function;
import winnow.network.Longs;

/**
 * A tensor whose values the file gives. They are decoded when a node wants them, so that types that nothing reads do no harm.
 */
record Constant(TensorProto tensor, Longs dims, ExternalData external) implements Operand {
    static Constant of(TensorProto tensor, ExternalData external) {
        return new Constant(tensor, Longs.of(tensor.getDimsList().stream().mapToLong(Long::longValue).toArray()), external);
    }

    /** The same values with other axes. */
    Constant reshaped(Longs newDims) {
        return new Constant(tensor, newDims, external);
    }

    /** Numbers, all finite. */
    float[] floats() {
        float[] values = decoded(TensorValues::floats);
        int broken = 0;
        for (float value : values) {
            broken += Float.isFinite(value) ? 0 : 1;
        }
        if (broken > 0) {
            throw new Refusal(name() + ": " + broken + " of its " + values.length + " values are not numbers or infinite as floats;"
                    + " export the network again");
        }
        return values;
    }

    /** Numbers, infinite ones included: bounds may be. */
    float[] bounds() {
        return decoded(TensorValues::floats);
    }

    long[] integers() {
        return decoded(TensorValues::integers);
    }

    int size() {
        return Dims.size(dims);
    }

    private <T> T decoded(Function<TensorValues, T> form) {
        try {
            return form.apply(new TensorValues(tensor, size(), external));
        } catch (Refusal e) {
            throw new Refusal(name() + ": " + e.getMessage());
        }
    }

    private String name() {
        return "constant \"" + tensor.getName() + "\"";
    }
}
