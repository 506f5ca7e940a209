package winnow.encode;

import java.util.ArrayList;
import java.util.List;

/** Decodes packed weights bit by bit, as their format is described. */
public final class PackedReader {
    private PackedReader() {}

    /**
     * An entry.
     *
     * @param bit in the whole memory at which it begins
     */
    public record Entry(long bit, PackedEncoding.EntryClass entryClass, int rank, int gap) {}

    /** The entries of an output channel, counted over all ranges. */
    public static List<Entry> channel(PackedWeights packed, int range, int channel) {
        List<PackedEncoding.EntryClass> classes = packed.ranges().get(range).classes();
        long bit = packed.words().stream().limit(channel).asLongStream().sum() * packed.wordBits();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < packed.entries().get(channel); i++) {
            long start = bit;
            PackedEncoding.EntryClass found = classes.stream()
                    .filter(entryClass -> bits(packed, start, entryClass.prefixBits()) == entryClass.prefix())
                    .findFirst().orElseThrow();
            long rank = bits(packed, bit + found.prefixBits(), found.rankBits());
            long gap = bits(packed, bit + found.prefixBits() + found.rankBits(), found.gapBits());
            entries.add(new Entry(bit, found, found.rankBase() + (int) rank, found.gapBase() + (int) gap));
            bit += found.bits();
        }
        return entries;
    }

    private static long bits(PackedWeights packed, long from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int word = (int) ((from + i) / packed.wordBits());
            long bit = word < packed.contents().length() ? packed.contents().get(word) >>> (from + i) % packed.wordBits() & 1 : 0;
            value |= bit << i;
        }
        return value;
    }
}
