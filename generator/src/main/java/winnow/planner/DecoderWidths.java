package winnow.planner;

import java.util.function.ToIntFunction;
import winnow.encode.PackedEncoding;
import winnow.encode.PackedEncoding.EntryClass;
import winnow.encode.PackedWeights;
import winnow.network.Ints;

/**
 * Widths of the decoder of packed weights: what {@code winnow_packed_decoder} explains, in bits.
 *
 * @param start       of a word's address
 * @param length      of the number of words of an output channel
 * @param count       of the number of entries of an output channel
 * @param range       of the number of a range
 * @param entry       of the longest entry
 * @param prefix      of the longest prefix
 * @param classNumber of the number of an entry class
 * @param size        of an entry's length
 * @param code        of a code's rank
 * @param skip        of a gap + 1
 * @param position    of a position within an output channel, those of all ranges one behind the other
 */
public record DecoderWidths(
        int start,
        int length,
        int count,
        int range,
        int entry,
        int prefix,
        int classNumber,
        int size,
        int code,
        int skip,
        int position) {
    public static final int CODE_PLACE = 3;
    public static final int CODE_BITS = 4;
    public static final int SKIP_PLACE = 4;
    public static final int SKIP_BITS = 5;

    /**
     * The narrowest decoder.
     *
     * @param positions of an output channel of each range
     */
    public static DecoderWidths of(PackedWeights weights, Ints positions) {
        int length = Bits.unsigned(weights.words().stream().max().orElseThrow());
        int position = Bits.index(positions.stream().asLongStream().sum());
        int longest = Math.max(1, most(weights, PackedEncoding::longest));
        long skip = weights.ranges().stream().flatMap(range -> range.classes().stream())
                .mapToLong(EntryClass::mostGap).max().orElseThrow() + 1;
        return new DecoderWidths(
                Math.max(length, Bits.unsigned(weights.contents().length())), length,
                Math.max(2, Bits.unsigned(weights.entries().stream().max().orElseThrow())),
                Bits.index(weights.ranges().size()), longest,
                Math.max(1, most(weights, PackedEncoding::prefixBits)),
                Bits.index(most(weights, range -> range.classes().size())), Bits.unsigned(longest),
                Bits.index(most(weights, range -> range.codes().length())),
                Math.min(position, Bits.unsigned(Math.min(skip, positions.stream().max().orElseThrow()))), position);
    }

    private static int most(PackedWeights weights, ToIntFunction<PackedEncoding> measure) {
        return weights.ranges().stream().mapToInt(measure).max().orElseThrow();
    }

    /** Bits of a row of the prefix table: the entry's size and class. */
    public int prefixRow() {
        return size + classNumber;
    }

    /** Bits of a row of the class table: place, bits and least value of code and of skip. */
    public int classRow() {
        return CODE_PLACE + CODE_BITS + code + SKIP_PLACE + SKIP_BITS + skip;
    }

    /** Bits of the two tables. */
    long tableBits(int ranges) {
        return (long) ranges * (((long) prefixRow() << prefix) + ((long) classRow() << classNumber));
    }
}
