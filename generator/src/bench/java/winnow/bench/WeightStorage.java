package winnow.bench;

import java.nio.ByteBuffer;

/** How TensorFlow.js stores one number of a weight tensor, little-endian. */
enum WeightStorage {
    FLOAT32(4) {
        @Override
        double next(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    FLOAT16(2) {
        @Override
        double next(ByteBuffer bytes) {
            return half(bytes.getShort());
        }
    },
    INT32(4) {
        @Override
        double next(ByteBuffer bytes) {
            return bytes.getInt();
        }
    },
    UINT16(2) {
        @Override
        double next(ByteBuffer bytes) {
            return Short.toUnsignedInt(bytes.getShort());
        }
    },
    UINT8(1) {
        @Override
        double next(ByteBuffer bytes) {
            return Byte.toUnsignedInt(bytes.get());
        }
    };

    private final int bytes;

    WeightStorage(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one number. */
    int bytes() {
        return bytes;
    }

    abstract double next(ByteBuffer bytes);

    /** The value of a binary16 (IEEE 754): 1 bit of sign, 5 of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = exponent == 0 ? Math.scalb((double) fraction, -24)
                : exponent < 0x1f ? Math.scalb((double) (fraction | 0x400), exponent - 25)
                : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return bits < 0 ? -magnitude : magnitude;
    }
}
