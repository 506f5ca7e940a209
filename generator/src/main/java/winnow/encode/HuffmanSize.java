package winnow.encode;

import java.util.PriorityQueue;
import winnow.network.Ints;

/**
 * The size of a Huffman code (Huffman, <i>Proc. IRE</i> 40, 1952), the yardstick that <i>Deep Compression</i> reports.
 * Winnow stores nothing so.
 */
final class HuffmanSize {
    private HuffmanSize() {}

    /** Bits of all symbols in an optimal prefix code of their frequencies, without the code's table; at least one each. */
    static long bits(Ints symbols) {
        if (symbols.length() == 0) {
            return 0;
        }
        long[] frequencies = new long[symbols.stream().max().getAsInt() + 1];
        symbols.stream().forEach(symbol -> frequencies[symbol]++);
        PriorityQueue<Long> trees = new PriorityQueue<>();
        for (long frequency : frequencies) {
            if (frequency > 0) {
                trees.add(frequency);
            }
        }
        if (trees.size() == 1) {
            return symbols.length();
        }
        long bits = 0;
        while (trees.size() > 1) {
            long joined = trees.remove() + trees.remove();
            bits += joined;
            trees.add(joined);
        }
        return bits;
    }
}
