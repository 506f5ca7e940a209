package winnow.planner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;

/**
 * A fully-connected layer on processing elements that skip zero weights and zero activations (modelled on EIE, Han et al.,
 * ISCA 2016). Groups of elements share the columns, the elements of a group share the rows.
 */
public final class FullyConnectedPlan implements EnginePlan {
    /** Columns that share a start address. */
    public static final int BLOCK_COLUMNS = 4;

    /** Activations that wait in an element, unless told otherwise. */
    public static final int QUEUE_DEPTH = 32;

    /** Beats that wait in a group. */
    public static final int BEAT_QUEUE_DEPTH = 16;

    /** So many bits that make nothing smaller end the search for the width of gaps. */
    private static final int PATIENCE = 3;

    private final Operation operation;
    private final StreamOrder input;
    private final ColumnGroups groups;
    private final List<RowAssignment> assignments;
    private final List<PairedWords> elements;
    private final int readers;
    private final StreamOrder.Tiled output;
    private final int gapBits;
    private final int queueDepth;
    private final WeightWidths widths;
    private final WordCounts counts;
    /** Clocks take long to count; once they were asked for, they are kept. */
    private OptionalLong cycles = OptionalLong.empty();
    private OptionalLong worstCycles = OptionalLong.empty();

    private FullyConnectedPlan(Operation operation, StreamOrder input, ColumnGroups groups, List<RowAssignment> assignments,
            List<PairedWords> elements, int readers, StreamOrder.Tiled output, int gapBits, int queueDepth, WeightWidths widths) {
        this.operation = operation;
        this.input = input;
        this.groups = groups;
        this.assignments = assignments;
        this.elements = elements;
        this.readers = readers;
        this.output = output;
        this.gapBits = gapBits;
        this.queueDepth = queueDepth;
        this.widths = widths;
        this.counts = new WordCounts(elements.stream()
                .map(words -> IntStream.range(0, words.columns()).map(words::count).toArray()).toList());
    }

    /**
     * Plans the layer, the gaps as wide as makes its tables smallest.
     *
     * @param groups   of columns
     * @param elements of all groups together, a multiple of the groups; may be more than there are rows
     * @param pixels   of a beat of outputs
     */
    static FullyConnectedPlan of(Operation operation, StreamOrder input, int groups, int elements, int pixels) {
        IntegerLayer.FullyConnected layer = (IntegerLayer.FullyConnected) operation.layers().get(0);
        ColumnGroups columns = ColumnGroups.of(input, groups);
        int[] places = ColumnGroups.places(input.positions());
        int readers = readers(elements / groups, pixels);
        long[][] loads = RowLoads.of(layer, columns, places);
        List<RowAssignment> assignments = Arrays.stream(loads)
                .map(of -> RowAssignment.balance(of, elements / groups, readers)).toList();
        List<ElementWeights> weights = ElementWeights.distribute(layer.weights(), columns, assignments, places);
        int gapBits = smallestGap(weights, columns, layer.codebook().codeBits());
        return new FullyConnectedPlan(operation, input, columns, assignments,
                weights.stream().map(of -> of.words(gapBits, layer.codebook().codeBits())).toList(), readers,
                StreamOrder.vector(operation.output().shape(), pixels), gapBits, QUEUE_DEPTH,
                WeightWidths.of(layer, operation.input().format()));
    }

    /** The same with queues of another depth, a power of 2. */
    public FullyConnectedPlan withQueueDepth(int depth) {
        return new FullyConnectedPlan(
                operation, input, groups, assignments, elements, readers, output, gapBits, depth, widths);
    }

    /** The most outputs that can be read at once: each from elements of its own, and the same number for every beat. */
    private static int readers(int groupElements, int pixels) {
        return IntStream.rangeClosed(1, pixels)
                .filter(readers -> pixels % readers == 0 && groupElements % readers == 0)
                .max().orElseThrow();
    }

    private static int smallestGap(List<ElementWeights> weights, ColumnGroups groups, int codeBits) {
        int mostGap = weights.stream().mapToInt(ElementWeights::mostGap).max().orElseThrow();
        int best = Math.max(1, Bits.unsigned(mostGap) - codeBits);
        long least = Long.MAX_VALUE;
        for (int bits = best; bits <= best + PATIENCE; bits++) {
            int gap = bits;
            long size = new WordCounts(weights.stream().map(of -> of.wordsPerColumn(gap)).toList())
                    .bits(2 * (gap + codeBits), groups.columns());
            best = size < least ? bits : best;
            least = Math.min(size, least);
        }
        return best;
    }

    /** How many words the elements have, and their columns. */
    private record WordCounts(long all, long most, int mostOfColumn, int elements) {
        WordCounts(List<int[]> perColumn) {
            this(perColumn.stream().mapToLong(WordCounts::sum).sum(),
                    perColumn.stream().mapToLong(WordCounts::sum).max().orElseThrow(),
                    perColumn.stream().flatMapToInt(Arrays::stream).max().orElseThrow(), perColumn.size());
        }

        private static long sum(int[] counts) {
            return Arrays.stream(counts).asLongStream().sum();
        }

        int countBits() {
            return Bits.unsigned(mostOfColumn);
        }

        int startBits() {
            return Math.max(Bits.unsigned(most), countBits() + 1);
        }

        long bits(int wordBits, int columns) {
            return all * wordBits + pointers(columns);
        }

        long pointers(int columns) {
            return (long) elements * blocks(columns) * (startBits() + BLOCK_COLUMNS * countBits());
        }
    }

    private static int blocks(int columns) {
        return (columns + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
    }

    /** The layer. */
    public IntegerLayer.FullyConnected layer() {
        return (IntegerLayer.FullyConnected) operation.layers().get(0);
    }

    @Override
    public Operation operation() {
        return operation;
    }

    /** The stream of activations. */
    public StreamOrder input() {
        return input;
    }

    /** Which columns belong to which group. */
    public ColumnGroups groups() {
        return groups;
    }

    /** Per group, which of its elements owns which row. */
    public List<RowAssignment> assignments() {
        return assignments;
    }

    /** The weights of the elements of the first group, of the second, and so on. */
    public List<PairedWords> elements() {
        return elements;
    }

    /** Outputs that are read at once, a divisor of a group's elements and of the output stream's pixels. */
    public int readers() {
        return readers;
    }

    @Override
    public StreamOrder.Tiled output() {
        return output;
    }

    /** Bits of the gap between two weights of a column. */
    public int gapBits() {
        return gapBits;
    }

    /** Activations that wait in an element, a power of 2. */
    public int queueDepth() {
        return queueDepth;
    }

    /** Widths of weights and accumulators. */
    public WeightWidths widths() {
        return widths;
    }

    /** Format of the activations. */
    public FixedPoint inputFormat() {
        return operation.input().format();
    }

    @Override
    public List<StreamOrder> inputs() {
        return List.of(input);
    }

    @Override
    public int lanes() {
        return elements.size();
    }

    /** Elements of a group. */
    public int groupElements() {
        return lanes() / groups.groups();
    }

    /** Beats of outputs as they are read, gathered until they fill the stream's. */
    public int readBeats() {
        return (layer().weights().outputs() + readers - 1) / readers;
    }

    @Override
    public synchronized long cycles() {
        if (cycles.isEmpty()) {
            // what a sample of frames says is not less than what the multipliers need on average
            long needed = (products() + lanes() - 1) / lanes();
            cycles = OptionalLong.of(Math.max(needed, ElementClocks.average(this).orElseGet(this::worstCycles)));
        }
        return cycles.getAsLong();
    }

    @Override
    public synchronized long worstCycles() {
        if (worstCycles.isEmpty()) {
            int[] dense = new int[operation.input().shape().size()];
            Arrays.fill(dense, 1);
            worstCycles = OptionalLong.of(ElementClocks.steady(this, dense));
        }
        return worstCycles.getAsLong();
    }

    @Override
    public long products() {
        return RowLoads.products(layer());
    }

    @Override
    public boolean dependsOnData() {
        return true;
    }

    @Override
    public long cycles(List<Map<String, IntTensor>> frames) {
        return ElementClocks.mean(this, frames.stream().map(tensors -> tensors.get(operation.input().name()).values()).toList());
    }

    /**
     * For each of some frames the clock in which its last beat of outputs leaves the engine, counted from the one in which the
     * first frame's first beat enters, if the next beat always waits and every output is taken at once. Exact.
     *
     * @param frames activations of each frame, in the tensor's order
     */
    public long[] frameEnds(List<int[]> frames) {
        return new ElementClocks(this).frameEnds(frames);
    }

    @Override
    public long entries() {
        return elements.stream().mapToLong(words -> words.words().length()).sum() * 2;
    }

    @Override
    public String encoding() {
        return "paired " + gapBits;
    }

    /** Bits of a word: two entries. */
    public int wordBits() {
        return 2 * (gapBits + layer().codebook().codeBits());
    }

    @Override
    public long payloadBits() {
        return entries() / 2 * wordBits();
    }

    /** Bits of a word's address within an element, enough for the element with the most. */
    public int startBits() {
        return counts.startBits();
    }

    /** Bits of a column's number of words, enough for the longest column of any element. */
    public int countBits() {
        return counts.countBits();
    }

    /** Blocks of columns of an element. */
    public int blocks() {
        return blocks(groups.columns());
    }

    /** The most rows of any element. */
    public int mostRows() {
        return Math.max(1, assignments.stream().mapToInt(RowAssignment::mostRows).max().orElseThrow());
    }

    /** Bits of a row's number within an element. */
    public int rowBits() {
        return Bits.index(mostRows());
    }

    /** Bits of all start addresses and counts. */
    public long pointerBits() {
        return counts.pointers(groups.columns());
    }

    /** Bits of what says where each output's partial sums are. */
    public long orderBits() {
        return (long) groups.groups() * readers * readBeats() * (Bits.index(groupElements() / readers) + rowBits());
    }

    @Override
    public long tableBits() {
        return payloadBits() + pointerBits() + orderBits() + (long) readers * readBeats() * widths.accumulator()
                + (long) lanes() * layer().codebook().size() * widths.weight();
    }

    @Override
    public long bufferBits() {
        int waiting = 1 + inputFormat().bits() + counts.startBits() + counts.countBits();
        long beat = 1 + (long) groups.groupValues() * inputFormat().bits();
        return lanes() * (2L * mostRows() * widths.accumulator() + (long) queueDepth * waiting)
                + groups.groups() * BEAT_QUEUE_DEPTH * beat;
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("encoding", "column-wise " + encoding());
        details.put("processing_elements", lanes());
        details.put("column_groups", groups.groups());
        details.put("rows_per_element", mostRows());
        details.put("queue_depth", queueDepth);
        details.put("outputs_read_at_once", readers);
        details.put("pointer_bits", pointerBits());
        details.put("order_bits", orderBits());
        details.put("weight_bits", widths.weight());
        details.put("accumulator_bits", widths.accumulator());
        return details;
    }
}
