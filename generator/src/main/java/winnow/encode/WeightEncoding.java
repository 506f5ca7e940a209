package winnow.encode;

import java.util.ArrayList;
import java.util.List;
import winnow.network.Codebook;
import winnow.network.SparseWeights;

/**
 * Encodings whose entries have one width: a code of {@link Codebook#codeBits()} bits and what tells its position. A run of
 * entries restarts at every output. They are what {@link PackedEncoding} and the paired words of processing elements are
 * measured by.
 */
public sealed interface WeightEncoding {
    /** A code for every position, zeros included. */
    record Dense() implements WeightEncoding {
        @Override
        public boolean isPossible(SparseWeights weights, Codebook codebook) {
            return weights.nonzeros() == weights.size() || codebook.paddingCode() != Codebook.NO_PADDING_CODE;
        }

        @Override
        public long bits(SparseWeights weights, Codebook codebook) {
            return (long) weights.size() * codebook.codeBits();
        }

        @Override
        public String label() {
            return "dense";
        }
    }

    /**
     * A code and the number of zeros before it; where that number does not fit, padding entries bridge the gap.
     *
     * @param indexBits 1..8
     */
    record Relative(int indexBits) implements WeightEncoding {
        public static final int MAXIMUM_INDEX_BITS = 8;

        public Relative {
            if (indexBits < 1 || indexBits > MAXIMUM_INDEX_BITS) {
                throw new IllegalArgumentException("a relative index has 1.." + MAXIMUM_INDEX_BITS + " bits, not " + indexBits);
            }
        }

        @Override
        public boolean isPossible(SparseWeights weights, Codebook codebook) {
            return codebook.paddingCode() != Codebook.NO_PADDING_CODE || entries(weights) == weights.nonzeros();
        }

        /** Number of entries, padding included. */
        long entries(SparseWeights weights) {
            int[] starts = weights.outputStarts();
            long entries = 0;
            for (int output = 0; output < weights.outputs(); output++) {
                int next = output * weights.perOutput();
                for (int i = starts[output]; i < starts[output + 1]; i++) {
                    entries += 1 + (weights.positions().get(i) - next >> indexBits);
                    next = weights.positions().get(i) + 1;
                }
            }
            return entries;
        }

        @Override
        public long bits(SparseWeights weights, Codebook codebook) {
            return entries(weights) * (codebook.codeBits() + indexBits);
        }

        @Override
        public String label() {
            return "relative " + indexBits;
        }
    }

    /** A bit for every position, and a code for every one of them that is set. */
    record Bitmask() implements WeightEncoding {
        @Override
        public boolean isPossible(SparseWeights weights, Codebook codebook) {
            return true;
        }

        @Override
        public long bits(SparseWeights weights, Codebook codebook) {
            return weights.size() + (long) weights.nonzeros() * codebook.codeBits();
        }

        @Override
        public String label() {
            return "bitmask";
        }
    }

    /** False if the encoding would have to store zeros and the codebook has no padding code for them. */
    boolean isPossible(SparseWeights weights, Codebook codebook);

    /** Size of codes and indices or mask, without counts, codebook and biases. */
    long bits(SparseWeights weights, Codebook codebook);

    /** A short name for tables and reports, such as {@code relative 4}. */
    String label();

    /** All encodings, in the order in which they are preferred when their sizes are equal. */
    static List<WeightEncoding> all() {
        List<WeightEncoding> all = new ArrayList<>(List.of(new Dense()));
        all.addAll(relative());
        all.add(new Bitmask());
        return all;
    }

    /** The relative encodings, fewest index bits first. */
    static List<WeightEncoding> relative() {
        List<WeightEncoding> relative = new ArrayList<>();
        for (int bits = 1; bits <= Relative.MAXIMUM_INDEX_BITS; bits++) {
            relative.add(new Relative(bits));
        }
        return relative;
    }

    /** The possible encoding with the fewest bits; among equals dense, then the fewest index bits, then the bitmask. */
    static WeightEncoding smallest(SparseWeights weights, Codebook codebook) {
        return smallest(all(), weights, codebook);
    }

    /** The first of the smallest among the given encodings that are possible; the bitmask if none is. */
    static WeightEncoding smallest(List<WeightEncoding> encodings, SparseWeights weights, Codebook codebook) {
        WeightEncoding smallest = null;
        for (WeightEncoding encoding : encodings) {
            boolean possible = encoding.isPossible(weights, codebook);
            if (possible && (smallest == null || encoding.bits(weights, codebook) < smallest.bits(weights, codebook))) {
                smallest = encoding;
            }
        }
        return smallest == null ? new Bitmask() : smallest;
    }
}
