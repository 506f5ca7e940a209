package winnow.planner;

import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import winnow.network.Ints;
import winnow.network.Longs;

/**
 * The weights of one processing element as the words of its memory. A word holds two entries of a gap (the rows without a
 * weight before the entry's) and a code each: from the top second gap, second code, first gap, first code. A second gap of
 * all ones: there is no second entry. A first gap of all ones: the word holds one weight behind the gap
 * {first code, second gap}, and its code is the second. Every column starts with a new word.
 *
 * @param words        of all columns
 * @param columnStarts column j has the words {@code columnStarts[j]} to {@code columnStarts[j + 1] - 1}
 * @param single       the words that hold one weight only
 */
public record PairedWords(Longs words, Ints columnStarts, BitSet single) {
    /** Words of a column. */
    public int count(int column) {
        return columnStarts.get(column + 1) - columnStarts.get(column);
    }

    /** Columns. */
    public int columns() {
        return columnStarts.length() - 1;
    }

    /** Writes columns one after the other. */
    static final class Writer {
        private final int gapBits;
        private final int codeBits;
        private final int noShortGap;
        private final LongStream.Builder words = LongStream.builder();
        private final IntStream.Builder starts = IntStream.builder().add(0);
        private final BitSet single = new BitSet();
        private int count;
        private long first;
        private boolean open;

        Writer(int gapBits, int codeBits) {
            this.gapBits = gapBits;
            this.codeBits = codeBits;
            this.noShortGap = (1 << gapBits) - 1;
        }

        /** Appends a weight of the column. */
        void weight(int gap, int code) {
            if (gap >= noShortGap) {
                closeWord();
                long high = gap >> gapBits;
                add(entry(gap & noShortGap, code), entry(noShortGap, (int) high), true);
            } else if (open) {
                add(entry(gap, code), first, false);
                open = false;
            } else {
                first = entry(gap, code);
                open = true;
            }
        }

        void endColumn() {
            closeWord();
            starts.add(count);
        }

        private void closeWord() {
            if (open) {
                add(entry(noShortGap, 0), first, true);
                open = false;
            }
        }

        private long entry(int gap, int code) {
            return (long) gap << codeBits | code;
        }

        private void add(long second, long lower, boolean holdsOne) {
            words.add(second << gapBits + codeBits | lower);
            single.set(count++, holdsOne);
        }

        PairedWords words() {
            return new PairedWords(Longs.of(words.build().toArray()), Ints.of(starts.build().toArray()), single);
        }
    }
}
