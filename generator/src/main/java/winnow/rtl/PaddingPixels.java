package winnow.rtl;

import winnow.network.Ints;

/**
 * What stands outside a tensor's map, per channel.
 *
 * @param values one value for all channels, or one per channel
 */
record PaddingPixels(Ints values) {
    static PaddingPixels of(int value) {
        return new PaddingPixels(Ints.of(value));
    }

    /** Per channel, or one for all if they are all the same. */
    static PaddingPixels of(int[] values) {
        boolean same = Ints.of(values).stream().distinct().count() == 1;
        return same ? of(values[0]) : new PaddingPixels(Ints.of(values));
    }

    int channels() {
        return values.length();
    }

    /** All values packed, channel 0 in the low bits, as a sized Verilog literal. */
    String literal(int width) {
        return PackedLiteral.of(values, width);
    }
}
