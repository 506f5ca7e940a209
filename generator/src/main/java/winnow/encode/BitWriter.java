package winnow.encode;

import winnow.network.Longs;

/** Packs bits into words of one width, lowest bit first. */
final class BitWriter {
    private final long[] words;
    private final int wordBits;
    private int word;
    private int used;

    /**
     * @param words    how many there will be
     * @param wordBits 1..64
     */
    BitWriter(int words, int wordBits) {
        this.words = new long[words];
        this.wordBits = wordBits;
    }

    /** Goes on at the given word. */
    void seek(int number) {
        word = number;
        used = 0;
    }

    /**
     * Appends a number.
     *
     * @param value has no ones above its bits
     * @param bits  0..wordBits
     */
    void write(long value, int bits) {
        int room = wordBits - used;
        if (bits > 0) {
            words[word] |= value << used & -1L >>> Long.SIZE - wordBits;
        }
        used += bits;
        if (bits >= room) {
            word++;
            used = bits - room;
            if (used > 0) {
                words[word] = value >>> room;
            }
        }
    }

    Longs words() {
        return Longs.of(words);
    }
}
