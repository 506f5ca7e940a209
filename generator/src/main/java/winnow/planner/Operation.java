package winnow.planner;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.Tensor;

/**
 * What one engine computes, whatever its tile. Mostly that is one layer of the network; sibling convolutions whose outputs
 * are concatenated are one operation, and a row buffer in front of a join is an operation without a layer.
 *
 * @param name    of the engine and of the stream that it writes; unique within a plan
 * @param kind    a short word for tables and messages
 * @param layers  the layers that do the computing, in the order of the output's channels; empty if values only pass through
 * @param inputs  the tensors that it reads
 * @param output  the tensor that it writes
 * @param carried name of the network's tensor whose values the output has
 */
public record Operation(
        String name, String kind, List<IntegerLayer> layers, List<Tensor> inputs, Tensor output, String carried) {
    /** The kind of an operation that only keeps rows until a join takes them. */
    static final String ROW_BUFFER = "row buffer";

    public Operation {
        layers = List.copyOf(layers);
        inputs = List.copyOf(inputs);
    }

    /** A layer by itself. */
    static Operation of(IntegerLayer layer, List<Tensor> inputs) {
        return new Operation(layer.name(), layer.kind(), List.of(layer), inputs, layer.output(), layer.output().name());
    }

    /** A fully-connected layer as a convolution over the whole map; empty for any other layer and for too large a map. */
    Optional<Operation> asConvolution() {
        return layers.stream()
                .flatMap(layer -> layer instanceof IntegerLayer.FullyConnected full
                        ? full.asConvolution(input().shape()).stream() : Stream.empty())
                .map(convolution -> new Operation(name, kind, List.of(convolution), inputs, output, carried))
                .findFirst();
    }

    /** The tensor that it reads; of a join, the first. */
    public Tensor input() {
        return inputs.get(0);
    }

    /** Whether it only keeps rows until a join takes them. */
    boolean isRowBuffer() {
        return kind.equals(ROW_BUFFER);
    }

    /** Whether it joins streams: a concatenation or an addition. */
    public boolean isJoin() {
        return inputs.size() > 1 || layers.stream().anyMatch(layer -> layer instanceof IntegerLayer.Concatenation);
    }

    /** Its layers that have weights. */
    public List<WeightedLayer> weighted() {
        return layers.stream().flatMap(layer -> layer.weighted().stream()).toList();
    }

    /** Non-zero weights times output pixels, positions in the padding included. */
    public long nonzeroMacs() {
        long pixels = (long) output.shape().height() * output.shape().width();
        return weighted().stream().mapToLong(layer -> layer.weights().nonzeros() * pixels).sum();
    }
}
