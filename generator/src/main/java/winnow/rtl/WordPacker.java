package winnow.rtl;

/** Packs fields into a memory word, the first in the high bits, as a Verilog concatenation does. */
final class WordPacker {
    private long word;
    private int width;

    WordPacker field(long value, int bits) {
        long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        word = (bits == Long.SIZE ? 0 : word << bits) | (value & mask);
        width += bits;
        if (width > Long.SIZE) {
            throw new IllegalStateException("a memory word of " + width + " bits, the limit is 64");
        }
        return this;
    }

    long word() {
        return word;
    }
}
