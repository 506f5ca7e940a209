package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;

/** The values of a tensor, whichever of the file's forms they have: raw bytes, a list of its type, or a file beside the model. */
final class TensorValues {
    private final TensorProto tensor;
    private final int count;
    private final ExternalData external;

    TensorValues(TensorProto tensor, int count, ExternalData external) {
        this.tensor = tensor;
        this.count = count;
        this.external = external;
    }

    /** Numbers of any floating-point type; a double that no float can hold becomes infinite. */
    float[] floats() {
        return switch (type()) {
            case FLOAT -> floats(Float.BYTES, tensor.getFloatDataCount(), ByteBuffer::getFloat, tensor::getFloatData);
            case DOUBLE -> floats(Double.BYTES, tensor.getDoubleDataCount(), raw -> (float) raw.getDouble(),
                    i -> (float) tensor.getDoubleData(i));
            case FLOAT16 -> floats(Short.BYTES, tensor.getInt32DataCount(), raw -> half(raw.getShort()),
                    i -> half((short) tensor.getInt32Data(i)));
            case BFLOAT16 -> floats(Short.BYTES, tensor.getInt32DataCount(), raw -> brain(raw.getShort()),
                    i -> brain((short) tensor.getInt32Data(i)));
            default -> throw new Refusal("its values are of type " + typeName()
                    + "; Winnow reads weights as float, double, float16 or bfloat16");
        };
    }

    /** Whole numbers, such as a shape. */
    long[] integers() {
        return switch (type()) {
            case INT64 -> integers(Long.BYTES, tensor.getInt64DataCount(), ByteBuffer::getLong, tensor::getInt64Data);
            case INT32 -> integers(Integer.BYTES, tensor.getInt32DataCount(), ByteBuffer::getInt, tensor::getInt32Data);
            case BOOL -> integers(Byte.BYTES, tensor.getInt32DataCount(), ByteBuffer::get, tensor::getInt32Data);
            default -> throw new Refusal("its values are of type " + typeName() + ", not whole numbers");
        };
    }

    private interface FloatAt<S> {
        float of(S source);
    }

    private float[] floats(int width, int listed, FloatAt<ByteBuffer> fromBytes, FloatAt<Integer> fromList) {
        Optional<ByteBuffer> raw = bytes(width, listed);
        // not before the file is known to hold as many: a damaged shape may ask for any size
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = raw.isPresent() ? fromBytes.of(raw.get()) : fromList.of(i);
        }
        return values;
    }

    private long[] integers(int width, int listed, ToLongFunction<ByteBuffer> fromBytes, IntToLongFunction fromList) {
        Optional<ByteBuffer> raw = bytes(width, listed);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = raw.isPresent() ? fromBytes.applyAsLong(raw.get()) : fromList.applyAsLong(i);
        }
        return values;
    }

    /** Exactly the bytes of all values; empty if they are listed instead, exactly as many. */
    private Optional<ByteBuffer> bytes(int width, int listed) {
        long bytes = (long) count * width;
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            return Optional.of(external.read(tensor, bytes).order(ByteOrder.LITTLE_ENDIAN));
        } else if (!tensor.hasRawData()) {
            if (listed != count) {
                throw new Refusal("it has " + listed + " values, but its shape takes " + count);
            }
            return Optional.empty();
        }
        if (tensor.getRawData().size() != bytes) {
            throw new Refusal("it has " + tensor.getRawData().size() + " bytes, but its shape and type take " + bytes);
        }
        return Optional.of(tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    private DataType type() {
        DataType type = DataType.forNumber(tensor.getDataType());
        return type == null ? DataType.UNDEFINED : type;
    }

    private String typeName() {
        return type() == DataType.UNDEFINED ? "number " + tensor.getDataType() : type().name();
    }

    /** The number that 16 bits stand for in IEEE 754 binary16. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            return Math.copySign(Math.scalb((float) fraction, -24), Float.intBitsToFloat(sign | 0x3f800000));
        }
        int floatExponent = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | floatExponent << 23 | fraction << 13);
    }

    /** The number that the upper half of a float's bits stands for. */
    private static float brain(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
