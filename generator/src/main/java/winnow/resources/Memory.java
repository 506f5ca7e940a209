package winnow.resources;

/**
 * A memory of the emitted hardware.
 *
 * @param path  of the Verilog array, from the top's instance on
 * @param width bits of a word, at least 1
 * @param depth words, at least 1
 * @param used  bits of a word that are not the same in all words: a synthesis keeps no others
 * @param unread how many of the highest of these nobody reads
 */
public record Memory(String path, int width, int depth, Kind kind, int used, int unread) {
    /** How a memory is read and written. */
    public enum Kind {
        /** Read only, a clock after the address. */
        ROM,
        /** Read only, without a clock. */
        TABLE,
        /** One write port and one read port, read a clock after the address. */
        DUAL_PORT,
        /** One write port and one read port, read without a clock. */
        ASYNCHRONOUS,
        /** One port, read a clock after the address, without contents at start. */
        SINGLE_PORT;

        boolean written() {
            return this != ROM && this != TABLE;
        }

        boolean clocked() {
            return this != TABLE && this != ASYNCHRONOUS;
        }
    }

    public Memory {
        if (width < 1 || depth < 1 || used > width) {
            throw new IllegalArgumentException(path + ": a memory of " + depth + " words of " + width + " bits");
        }
    }

    /** A memory that is written. */
    Memory(String path, int width, int depth, Kind kind) {
        this(path, width, depth, kind, width, 0);
    }

    /** Bits of all words, those that are the same in all words left out. */
    long usedBits() {
        return (long) used * depth;
    }
}
