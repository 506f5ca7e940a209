package winnow.encode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import winnow.network.Ints;

/**
 * Entries of different length in words of one width, every output channel starting a new word.
 *
 * @param wordBits width of a word
 * @param words    of every output channel
 */
record WordLayout(int wordBits, Ints words) {
    /** Widest word: a line of a memory file, and what a long holds. */
    static final int MAXIMUM_WORD_BITS = Long.SIZE;

    /** What a bit of the width counts as, for the decoder's shifter. */
    private static final int COST_OF_WIDTH = 40;

    /** What a width counts as that is no power of two: places in a word then do not wrap by themselves. */
    private static final int COST_OF_WRAPPING = 100;

    /**
     * The width of the least cost.
     *
     * @param bitsPerOutput of each output channel's entries
     * @param longest       entry; a word is no narrower, so that a decoder needs at most one new word per entry
     */
    static WordLayout of(int[] bitsPerOutput, int longest) {
        return IntStream.rangeClosed(Math.max(1, longest), MAXIMUM_WORD_BITS)
                .mapToObj(wordBits -> new WordLayout(wordBits, words(bitsPerOutput, wordBits)))
                .min(Comparator.comparingLong(WordLayout::cost))
                .orElseThrow();
    }

    /** The least multiple of a number of bits that holds the longest entry. */
    static WordLayout inUnits(int[] bitsPerOutput, int longest, int unitBits) {
        int wordBits = (Math.max(1, longest) + unitBits - 1) / unitBits * unitBits;
        return new WordLayout(wordBits, words(bitsPerOutput, wordBits));
    }

    private static Ints words(int[] bitsPerOutput, int wordBits) {
        return Ints.of(Arrays.stream(bitsPerOutput).map(bits -> (bits + wordBits - 1) / wordBits).toArray());
    }

    /** Bits of all words and of the numbers of words of all channels. */
    long bits() {
        int most = words.stream().max().orElseThrow();
        return count() * wordBits + (long) words.length() * (Integer.SIZE - Integer.numberOfLeadingZeros(most));
    }

    /** Bits, and a few more for the decoder's logic: in a small layer that is worth more than a few bytes. */
    long cost() {
        return bits() + (long) COST_OF_WIDTH * wordBits + (Integer.bitCount(wordBits) == 1 ? 0 : COST_OF_WRAPPING);
    }

    /** Words of all channels. */
    long count() {
        return words.stream().asLongStream().sum();
    }
}
