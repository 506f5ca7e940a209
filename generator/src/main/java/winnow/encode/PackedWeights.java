package winnow.encode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.SparseWeights;

/**
 * The weight memory of one convolution engine. An engine may execute several convolutions, whose output channels follow
 * each other: ranges, each with an encoding of its own.
 *
 * @param wordBits width of a word, no less than the longest entry
 * @param ranges   the encoding of each convolution
 * @param words    how many words each output channel has; it starts at a new one
 * @param entries  how many entries, and so weights, each output channel has
 * @param contents of the memory
 */
public record PackedWeights(int wordBits, List<PackedEncoding> ranges, Ints words, Ints entries, Longs contents) {
    public PackedWeights {
        ranges = List.copyOf(ranges);
    }

    /** How wide a word is, given the bits of each output channel's entries and of the longest entry. */
    private interface Width {
        WordLayout layout(int[] bitsPerOutput, int longest);
    }

    /** Packs the weights of sibling convolutions into words of the width that suits them best. */
    public static PackedWeights of(List<SparseWeights> weights) {
        return of(weights, WordLayout::of);
    }

    /** Packs the weights of sibling convolutions into words of the least multiple of a number of bits. */
    public static PackedWeights inUnits(List<SparseWeights> weights, int unitBits) {
        return of(weights, (bits, longest) -> WordLayout.inUnits(bits, longest, unitBits));
    }

    private static PackedWeights of(List<SparseWeights> weights, Width width) {
        List<RankedEntries> entries = weights.stream().map(RankedEntries::of).toList();
        List<PackedEncoding> ranges = entries.stream().map(PackedEncoding::of).toList();
        int[] bits = IntStream.range(0, ranges.size()).boxed()
                .flatMapToInt(range -> Arrays.stream(ranges.get(range).bitsPerOutput(entries.get(range)))).toArray();
        int[] counts = entries.stream().flatMapToInt(PackedWeights::counts).toArray();
        WordLayout layout = width.layout(bits, ranges.stream().mapToInt(PackedEncoding::longest).max().orElseThrow());
        return new PackedWeights(layout.wordBits(), ranges, layout.words(), Ints.of(counts), contents(ranges, entries, layout));
    }

    private static IntStream counts(RankedEntries entries) {
        return IntStream.range(0, entries.outputs()).map(output -> entries.starts().get(output + 1) - entries.starts().get(output));
    }

    private static Longs contents(List<PackedEncoding> ranges, List<RankedEntries> entries, WordLayout layout) {
        BitWriter writer = new BitWriter(Math.toIntExact(layout.count()), layout.wordBits());
        int channel = 0;
        int start = 0;
        for (int range = 0; range < ranges.size(); range++) {
            for (int output = 0; output < entries.get(range).outputs(); output++) {
                writer.seek(start);
                ranges.get(range).write(entries.get(range), output, writer);
                start += layout.words().get(channel++);
            }
        }
        return writer.words();
    }

    /** Size of the memory. */
    public long bits() {
        return (long) contents.length() * wordBits;
    }
}
