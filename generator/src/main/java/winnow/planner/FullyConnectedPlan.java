package winnow.planner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.encode.WeightEncoding;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.Shape;

/**
 * A fully-connected layer on N processing elements that skip zero weights and zero activations (modelled on EIE, Han et
 * al., ISCA 2016).
 *
 * @param assignment which element owns which output
 * @param elementWeights the weights of each element
 * @param indexBits  width of the relative row index, 1..8; more only if the codebook has no padding code
 */
public record FullyConnectedPlan(
        Operation operation,
        StreamOrder input,
        RowAssignment assignment,
        List<ElementWeights> elementWeights,
        int indexBits,
        WeightWidths widths)
        implements EnginePlan {
    /** Without a padding code in the codebook an index must bridge every gap: as wide as a row number can be. */
    private static final int WIDEST_INDEX = 31;

    /** Activations that the queue of an element holds. */
    public static final int QUEUE_DEPTH = 8;

    /** Plans the layer for a number of elements, 1..outputs, its row indices as wide as makes the whole smallest. */
    static FullyConnectedPlan of(Operation operation, StreamOrder input, int elements) {
        IntegerLayer.FullyConnected layer = (IntegerLayer.FullyConnected) operation.layers().get(0);
        RowAssignment assignment = RowAssignment.balance(layer.weights(), elements);
        List<ElementWeights> weights = ElementWeights.distribute(layer.weights(), assignment, input.positions());
        return new FullyConnectedPlan(operation, input, assignment, weights, smallestIndex(layer, weights),
                WeightWidths.of(layer, operation.input().format()));
    }

    private static int smallestIndex(IntegerLayer.FullyConnected layer, List<ElementWeights> weights) {
        int best = 0;
        long least = Long.MAX_VALUE;
        boolean padding = layer.codebook().paddingCode() != Codebook.NO_PADDING_CODE;
        int most = padding ? WeightEncoding.Relative.MAXIMUM_INDEX_BITS : WIDEST_INDEX;
        for (int bits = 1; bits <= most; bits++) {
            long entries = entries(weights, bits);
            long size = entries * (bits + layer.codebook().codeBits());
            if (size < least && (padding || entries == layer.weights().nonzeros())) {
                least = size;
                best = bits;
            }
        }
        return best;
    }

    private static long entries(List<ElementWeights> weights, int bits) {
        return weights.stream().mapToLong(of -> of.entries(bits)).sum();
    }

    /** The layer. */
    public IntegerLayer.FullyConnected layer() {
        return (IntegerLayer.FullyConnected) operation.layers().get(0);
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
    public StreamOrder.Tiled output() {
        return new StreamOrder.Tiled(Shape.vector(layer().weights().outputs()), 1, 1, 1);
    }

    @Override
    public int lanes() {
        return assignment.elements();
    }

    @Override
    public long cycles() {
        int[] dense = new int[input.beats()];
        Arrays.fill(dense, 1);
        return ElementQueues.cycles(this, dense);
    }

    @Override
    public long cycles(Map<String, IntTensor> tensors) {
        return ElementQueues.cycles(this, tensors.get(operation.input().name()).values());
    }

    @Override
    public long entries() {
        return entries(elementWeights, indexBits);
    }

    @Override
    public String encoding() {
        return "relative " + indexBits;
    }

    @Override
    public long payloadBits() {
        return entries() * (indexBits + layer().codebook().codeBits());
    }

    /** Bits of an entry's address within an element, enough for the element with the most. */
    public int startBits() {
        long most = elementWeights.stream()
                .mapToLong(weights -> weights.entries(indexBits))
                .max()
                .orElseThrow();
        return Math.max(Bits.unsigned(most), countBits() + 1);
    }

    /** Bits of a column's entry count, enough for the longest column of any element. */
    public int countBits() {
        return Bits.unsigned(elementWeights.stream()
                .flatMapToInt(weights -> Arrays.stream(weights.entriesPerColumn(indexBits)))
                .max()
                .orElseThrow());
    }

    /** Bits of a row's number within an element. */
    public int rowBits() {
        return Math.max(indexBits, Bits.index(assignment.mostRows()));
    }

    @Override
    public long tableBits() {
        long pointers = (long) lanes() * input.beats() * (startBits() + countBits());
        long order = (long) layer().weights().outputs() * (Bits.index(lanes()) + rowBits());
        return payloadBits() + pointers + order + (long) layer().weights().outputs() * widths.accumulator()
                + (long) lanes() * layer().codebook().size() * widths.weight();
    }

    @Override
    public long bufferBits() {
        int token = 1 + Bits.index(input.beats()) + inputFormat().bits();
        return (long) lanes() * (assignment.mostRows() * widths.accumulator() + QUEUE_DEPTH * token);
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("encoding", "column-wise " + encoding());
        details.put("processing_elements", lanes());
        details.put("rows_per_element", assignment.mostRows());
        details.put("weight_bits", widths.weight());
        details.put("accumulator_bits", widths.accumulator());
        return details;
    }
}
