package winnow.rtl;

import java.util.stream.LongStream;
import winnow.network.Codebook;
import winnow.network.Longs;

/** Writes weights as the words of an entry memory: relative index above code. */
final class EntryWriter {
    private final Codebook codebook;
    private final int indexBits;
    private final LongStream.Builder words = LongStream.builder();
    private int count;
    private int next;

    /**
     * @param indexBits width of the relative index
     */
    EntryWriter(Codebook codebook, int indexBits) {
        this.codebook = codebook;
        this.indexBits = indexBits;
    }

    /** Starts a new run at position 0. */
    void restart() {
        next = 0;
    }

    /** Appends a weight; gaps too long for the index are bridged by padding entries. */
    void weight(int position, int code) {
        while (position - next >= 1 << indexBits) {
            append((1 << indexBits) - 1, codebook.paddingCode());
            next += 1 << indexBits;
        }
        append(position - next, code);
        next = position + 1;
    }

    int count() {
        return count;
    }

    /** The words, or a lone zero if there is none: a memory has at least one word. */
    Longs words() {
        return count == 0 ? Longs.of(0) : Longs.of(words.build().toArray());
    }

    private void append(int index, int code) {
        words.add(new WordPacker().field(index, indexBits).field(code, codebook.codeBits()).word());
        count++;
    }
}
