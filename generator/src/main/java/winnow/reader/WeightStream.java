package winnow.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.Codebook;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.SparseWeights;

/**
 * A layer's weights as a file stores them: a run of (code, relative index) entries over the flattened tensor
 * {@code [outputs][inputs][kernelHeight][kernelWidth]}, not restarted at an output channel. Entry k lies at position
 * {@code sum(index[0..k] + 1) - 1}. A gap longer than an index can say is bridged by padding entries, which carry the
 * greatest index and the codebook's padding code. From Han et al., <i>Deep Compression</i> (ICLR 2016), figure 2.
 *
 * @param codes     one per entry
 * @param indices   as many: the number of positions without an entry before this one, 0..2^indexBits - 1
 * @param indexBits width of an index, 1..8
 */
public record WeightStream(Ints codes, Ints indices, int indexBits) {
    private static final int PROBLEMS_SHOWN = 3;

    public WeightStream {
        if (codes.length() != indices.length()) {
            throw new IllegalArgumentException(codes.length() + " codes but " + indices.length() + " indices");
        }
    }

    /** Number of entries, padding included. */
    public int entries() {
        return codes.length();
    }

    /**
     * The stream of a layer's weights. A listed weight that carries the padding code is a zero and is left out.
     *
     * @throws InvalidInputException if a gap needs padding and the codebook has no padding code
     */
    public static WeightStream encode(WeightedLayer layer) {
        SparseWeights weights = layer.weights();
        int padding = layer.codebook().paddingCode();
        WeightStream stream = of(weights, padding);
        if (padding == Codebook.NO_PADDING_CODE && stream.entries() > weights.nonzeros()) {
            throw new InvalidInputException("layer " + layer.name() + ": a run of more than " + ((1 << weights.indexBits()) - 1)
                    + " zeros cannot be written with an index of " + weights.indexBits()
                    + " bits, for the codebook has no padding code; add an entry of value 0 to the codebook");
        }
        return stream;
    }

    /** The stream of the given weights with the given code, in the codebook or not, in its padding entries. */
    public static WeightStream of(SparseWeights weights, int paddingCode) {
        int entries = Math.toIntExact(entries(weights, paddingCode));
        int[] codes = new int[entries];
        int[] indices = new int[entries];
        int longest = (1 << weights.indexBits()) - 1;
        int entry = 0;
        int next = 0;
        for (int i = 0; i < weights.nonzeros(); i++) {
            if (weights.codes().get(i) == paddingCode) {
                continue;
            }
            int gap = weights.positions().get(i) - next;
            for (; gap > longest; gap -= longest + 1) {
                codes[entry] = paddingCode;
                indices[entry++] = longest;
            }
            codes[entry] = weights.codes().get(i);
            indices[entry++] = gap;
            next = weights.positions().get(i) + 1;
        }
        return new WeightStream(Ints.of(codes), Ints.of(indices), weights.indexBits());
    }

    private static long entries(SparseWeights weights, int paddingCode) {
        long entries = 0;
        int next = 0;
        for (int i = 0; i < weights.nonzeros(); i++) {
            if (weights.codes().get(i) != paddingCode) {
                entries += 1 + (weights.positions().get(i) - next >> weights.indexBits());
                next = weights.positions().get(i) + 1;
            }
        }
        return entries;
    }

    /**
     * What is wrong with the stream for a tensor of the given size; at most a few problems of each sort are spelled out.
     * Every network has one stream: a padding entry that no weight follows, or with a lesser index, is a problem too.
     */
    public List<String> problems(long size, Codebook codebook) {
        ProblemCount unknown = new ProblemCount("codes outside the codebook");
        ProblemCount beyond = new ProblemCount("entries beyond the tensor");
        ProblemCount loose = new ProblemCount("padding entries that are not full");
        int longest = (1 << indexBits) - 1;
        long position = -1;
        for (int k = 0; k < entries(); k++) {
            int code = codes.get(k);
            position += indices.get(k) + 1;
            if (code >= codebook.size()) {
                unknown.add("entry " + k + " has code " + code + ", the codebook has 0.." + (codebook.size() - 1));
            }
            if (position >= size) {
                beyond.add("entry " + k + " lies at position " + position + ", the tensor has 0.." + (size - 1));
            }
            if (code == codebook.paddingCode() && (indices.get(k) != longest || k == entries() - 1)) {
                loose.add("entry " + k + " is padding (code " + code + ") with index " + indices.get(k)
                        + "; padding has index " + longest + " and a weight after it");
            }
        }
        List<String> problems = new ArrayList<>();
        List.of(unknown, beyond, loose).forEach(count -> count.addTo(problems));
        return problems;
    }

    /**
     * The weights of the stream.
     *
     * @throws IllegalArgumentException if the stream has {@link #problems} for this tensor
     */
    public SparseWeights decode(int outputs, int inputs, int kernelHeight, int kernelWidth, Codebook codebook) {
        int[] positions = new int[entries()];
        int[] kept = new int[entries()];
        int weights = 0;
        long position = -1;
        for (int k = 0; k < entries(); k++) {
            position += indices.get(k) + 1;
            if (codes.get(k) != codebook.paddingCode()) {
                positions[weights] = Math.toIntExact(position);
                kept[weights++] = codes.get(k);
            }
        }
        return new SparseWeights(outputs, inputs, kernelHeight, kernelWidth, Ints.of(Arrays.copyOf(positions, weights)),
                Ints.of(Arrays.copyOf(kept, weights)), indexBits);
    }

    /** Problems of one sort: the first few in full, the rest as a number. */
    private static final class ProblemCount {
        private final String sort;
        private final List<String> shown = new ArrayList<>();
        private long hidden;

        ProblemCount(String sort) {
            this.sort = sort;
        }

        void add(String problem) {
            if (shown.size() < PROBLEMS_SHOWN) {
                shown.add(problem);
            } else {
                hidden++;
            }
        }

        void addTo(List<String> problems) {
            problems.addAll(shown);
            if (hidden > 0) {
                problems.add("and " + hidden + " more " + sort);
            }
        }
    }
}
