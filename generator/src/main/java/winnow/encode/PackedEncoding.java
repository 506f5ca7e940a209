package winnow.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import winnow.network.Ints;

/**
 * How a convolution's weights become entries of different length, fit for a decoder that takes one per clock. A weight is
 * a gap (the zeros before it in its output channel) and a code; frequent codes get low ranks. Gaps and ranks are cut into
 * classes of 2^b neighbours. An entry has, lowest bit first, a prefix-free code word for both classes together, the rank's
 * offset in its class and the gap's offset in its class. No zero is ever stored.
 *
 * @param codes   the code of every rank, the most frequent first
 * @param classes pairs of classes that occur, at least one
 */
public record PackedEncoding(Ints codes, List<EntryClass> classes) {
    /** Longest code word: the decoder looks it up in a table of 64 rows. */
    public static final int MAXIMUM_PREFIX_BITS = 6;

    /** What the code words are limited to, by choice: shorter ones need a smaller table, and may make words narrower. */
    private static final int LEAST_PREFIX_LIMIT = 4;

    private static final int CUTS = 12;
    private static final int CANDIDATES = 12;
    private static final long PREFIX_ROW_COST = 12;
    private static final long CLASS_ROW_COST = 64;

    public PackedEncoding {
        classes = List.copyOf(classes);
    }

    /**
     * Entries that begin with the same code word.
     *
     * @param prefix     the code word, its first bit the lowest
     * @param prefixBits 0 if there is no other class
     */
    public record EntryClass(int prefix, int prefixBits, int rankBits, int rankBase, int gapBits, int gapBase) {
        /** Length of an entry. */
        public int bits() {
            return prefixBits + rankBits + gapBits;
        }

        /** The greatest gap that an entry can express. */
        public long mostGap() {
            return gapBase + (1L << gapBits) - 1;
        }

        private boolean holds(int rank, int gap) {
            return rank >= rankBase && rank - rankBase >> rankBits == 0 && gap >= gapBase && gap - gapBase >> gapBits == 0;
        }

        private long entry(int rank, int gap) {
            long offsets = rank - rankBase | (long) (gap - gapBase) << rankBits;
            return offsets << prefixBits | prefix;
        }
    }

    /** Two cuts with the prefix code that suits them; {@code cost}: bits of all entries, channels not filled up to words, and tables. */
    private record Candidate(PackedEncoding encoding, long cost) {}

    /** Of a few good candidates the one of the least cost, tables included, once every output channel starts a new word. */
    static PackedEncoding of(RankedEntries entries) {
        List<ValueClasses> gapCuts = ValueClasses.best(RankedEntries.counts(entries.gaps()), CUTS);
        List<ValueClasses> rankCuts = ValueClasses.best(RankedEntries.counts(entries.ranks()), CUTS);
        List<Candidate> candidates = new ArrayList<>();
        for (ValueClasses gapCut : gapCuts) {
            long[][] uses = uses(entries, gapCut);
            for (ValueClasses rankCut : rankCuts) {
                for (int limit = LEAST_PREFIX_LIMIT; limit <= MAXIMUM_PREFIX_BITS; limit++) {
                    candidates.add(candidate(entries.codes(), gapCut, rankCut, uses, limit));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::cost));
        return candidates.stream().limit(CANDIDATES).map(Candidate::encoding)
                .min(Comparator.comparingLong(encoding -> encoding.layout(entries).cost() + encoding.tableCost()))
                .orElseThrow();
    }

    /** What the decoder's tables count as, in bits; they are logic, so a small layer is better off with few classes. */
    private long tableCost() {
        return (PREFIX_ROW_COST << prefixBits()) + CLASS_ROW_COST * classes.size();
    }

    private WordLayout layout(RankedEntries entries) {
        return WordLayout.of(bitsPerOutput(entries), longest());
    }

    /** How often each rank follows a gap of each class. */
    private static long[][] uses(RankedEntries entries, ValueClasses gapCut) {
        int[] numbers = gapCut.numbers(RankedEntries.counts(entries.gaps()).length);
        long[][] uses = new long[gapCut.bits().length()][entries.codes().length()];
        for (int i = 0; i < entries.gaps().length(); i++) {
            uses[numbers[entries.gaps().get(i)]][entries.ranks().get(i)]++;
        }
        return uses;
    }

    private static Candidate candidate(Ints codes, ValueClasses gapCut, ValueClasses rankCut, long[][] uses, int limit) {
        int rankClasses = rankCut.bits().length();
        int[] numbers = rankCut.numbers(codes.length());
        long[] joint = new long[gapCut.bits().length() * rankClasses];
        for (int gapClass = 0; gapClass < uses.length; gapClass++) {
            for (int rank = 0; rank < numbers.length; rank++) {
                joint[gapClass * rankClasses + numbers[rank]] += uses[gapClass][rank];
            }
        }
        int[] lengths = PrefixCode.lengths(joint, limit);
        int[] words = PrefixCode.words(lengths);
        List<EntryClass> classes = new ArrayList<>();
        long bits = 0;
        for (int i = 0; i < joint.length; i++) {
            int gapClass = i / rankClasses;
            int rankClass = i % rankClasses;
            EntryClass entryClass = new EntryClass(words[i], lengths[i], rankCut.bits().get(rankClass),
                    rankCut.base(rankClass), gapCut.bits().get(gapClass), gapCut.base(gapClass));
            if (joint[i] > 0 || classes.isEmpty() && i == joint.length - 1) {
                classes.add(entryClass);
            }
            bits += joint[i] * entryClass.bits();
        }
        PackedEncoding encoding = new PackedEncoding(codes, classes);
        return new Candidate(encoding, bits + encoding.tableCost());
    }

    /** Length of the longest entry. */
    public int longest() {
        return classes.stream().mapToInt(EntryClass::bits).max().orElseThrow();
    }

    /** Length of the longest prefix. */
    public int prefixBits() {
        return classes.stream().mapToInt(EntryClass::prefixBits).max().orElseThrow();
    }

    /** The class of an entry that occurs. */
    private EntryClass classOf(int rank, int gap) {
        for (EntryClass entryClass : classes) {
            if (entryClass.holds(rank, gap)) {
                return entryClass;
            }
        }
        throw new IllegalArgumentException("no class for rank " + rank + " behind a gap of " + gap);
    }

    /** Bits of every output channel's entries; at least 1 for a channel that has any, since it needs a word. */
    int[] bitsPerOutput(RankedEntries entries) {
        int[] bits = new int[entries.outputs()];
        for (int output = 0; output < bits.length; output++) {
            for (int i = entries.starts().get(output); i < entries.starts().get(output + 1); i++) {
                bits[output] += classOf(entries.ranks().get(i), entries.gaps().get(i)).bits();
            }
            boolean hasEntries = entries.starts().get(output) < entries.starts().get(output + 1);
            bits[output] = Math.max(bits[output], hasEntries ? 1 : 0);
        }
        return bits;
    }

    /** Writes an output channel's entries one behind the other. */
    void write(RankedEntries entries, int output, BitWriter words) {
        for (int i = entries.starts().get(output); i < entries.starts().get(output + 1); i++) {
            int rank = entries.ranks().get(i);
            int gap = entries.gaps().get(i);
            EntryClass entryClass = classOf(rank, gap);
            words.write(entryClass.entry(rank, gap), entryClass.bits());
        }
    }
}
