package winnow.network;

/**
 * The integers that a layer's weight codes stand for: weight = values[code] x 2^-fractionBits.
 *
 * @param values       1..256 integers of at most {@code bits} bits, two's complement
 * @param bits         width of an entry, 2..16
 * @param fractionBits place of the binary point, -64..64
 * @param paddingCode  the code that stands for "no weight here" in an encoding that stores zeros, its value being 0;
 *                     -1 if the codebook has no such entry
 */
public record Codebook(Ints values, int bits, int fractionBits, int paddingCode) {
    public static final int MAXIMUM_SIZE = 256;
    public static final int NO_PADDING_CODE = -1;

    public Codebook {
        if (values.length() < 1 || values.length() > MAXIMUM_SIZE) {
            throw new IllegalArgumentException("a codebook has 1.." + MAXIMUM_SIZE + " entries, not " + values.length());
        }
        if (bits < 2 || bits > 16) {
            throw new IllegalArgumentException("a codebook entry has 2..16 bits, not " + bits);
        }
        if (fractionBits < -64 || fractionBits > 64) {
            throw new IllegalArgumentException("fraction bits lie in -64..64, not " + fractionBits);
        }
        int limit = 1 << (bits - 1);
        for (int code = 0; code < values.length(); code++) {
            if (values.get(code) < -limit || values.get(code) >= limit) {
                throw new IllegalArgumentException("codebook entry " + code + ": " + values.get(code)
                        + " does not fit " + bits + " bits (" + -limit + ".." + (limit - 1) + ")");
            }
        }
        if (paddingCode < NO_PADDING_CODE || paddingCode >= values.length()) {
            throw new IllegalArgumentException("padding code " + paddingCode + " is not in the codebook of " + values.length());
        }
        if (paddingCode != NO_PADDING_CODE && values.get(paddingCode) != 0) {
            throw new IllegalArgumentException("padding code " + paddingCode + " stands for " + values.get(paddingCode) + ", not 0");
        }
    }

    public int size() {
        return values.length();
    }

    /** Width of a code: the least number of bits, at least 1, that tells all entries apart. */
    public int codeBits() {
        return codeBits(size());
    }

    /** Width of a code into a codebook of the given size. */
    public static int codeBits(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }
}
