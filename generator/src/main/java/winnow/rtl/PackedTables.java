package winnow.rtl;

import java.util.List;
import java.util.stream.LongStream;
import winnow.encode.PackedEncoding;
import winnow.encode.PackedEncoding.EntryClass;
import winnow.encode.PackedWeights;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.planner.DecoderWidths;

/**
 * The contents of the memories from which {@code winnow_packed_decoder} decodes.
 *
 * @param positions of an output channel of each range
 */
record PackedTables(PackedWeights weights, Ints positions, DecoderWidths widths) {
    /** The position before the first of every range, packed, as a sized Verilog literal. */
    String origins() {
        int[] origins = new int[positions.length()];
        int next = -1;
        for (int range = 0; range < origins.length; range++) {
            origins[range] = next;
            next += positions.get(range);
        }
        return PackedLiteral.of(Ints.of(origins), widths.position());
    }

    /** For every range and every value of the bits that may begin an entry: the entry's size and class. */
    Longs prefixes() {
        LongStream.Builder rows = LongStream.builder();
        for (PackedEncoding range : weights.ranges()) {
            for (int bits = 0; bits < 1 << widths.prefix(); bits++) {
                int number = classOf(range.classes(), bits);
                rows.add(new WordPacker()
                        .field(range.classes().get(number).bits(), widths.size())
                        .field(number, widths.classNumber())
                        .word());
            }
        }
        return Longs.of(rows.build().toArray());
    }

    /** The code is complete: every value begins with one of its words. */
    private static int classOf(List<EntryClass> classes, int bits) {
        int number = 0;
        while ((bits & (1 << classes.get(number).prefixBits()) - 1) != classes.get(number).prefix()) {
            number++;
        }
        return number;
    }

    /** For every range and class: place in the entry, bits and least value of the code's rank and of the skip. */
    Longs classes() {
        LongStream.Builder rows = LongStream.builder();
        for (PackedEncoding range : weights.ranges()) {
            range.classes().forEach(entryClass -> rows.add(row(entryClass)));
            for (int number = range.classes().size(); number < 1 << widths.classNumber(); number++) {
                rows.add(0);
            }
        }
        return Longs.of(rows.build().toArray());
    }

    private long row(EntryClass entryClass) {
        return new WordPacker()
                .field(entryClass.prefixBits(), DecoderWidths.CODE_PLACE)
                .field(entryClass.rankBits(), DecoderWidths.CODE_BITS)
                .field(entryClass.rankBase(), widths.code())
                .field(entryClass.prefixBits() + entryClass.rankBits(), DecoderWidths.SKIP_PLACE)
                .field(entryClass.gapBits(), DecoderWidths.SKIP_BITS)
                .field(entryClass.gapBase() + 1L, widths.skip())
                .word();
    }

    /** The words of the weight memory; a lone zero if there is none. */
    Longs words() {
        return weights.contents().length() == 0 ? Longs.of(0) : weights.contents();
    }

    /** For every output channel: how many words and how many entries it has. */
    Longs counts() {
        long[] counts = new long[weights.words().length()];
        for (int channel = 0; channel < counts.length; channel++) {
            counts[channel] = new WordPacker()
                    .field(weights.words().get(channel), widths.length())
                    .field(weights.entries().get(channel), widths.count())
                    .word();
        }
        return Longs.of(counts);
    }
}
