package winnow.onnx;

import java.util.Optional;
import winnow.network.Longs;
import winnow.network.Shape;

/**
 * A tensor of the network as a node sees it. Nodes that only change the axes give another view of the same feature.
 *
 * @param dims      axes as ONNX has them, with the batch, and with the padding
 * @param padding   zeros that a Pad puts around the feature's maps; the next convolution takes them
 * @param exclusive whether one node alone reads it, so that this node can become part of the layer that writes it
 * @param softmax   the node that makes probabilities of it, if there is one: it is left to the host, so nothing may follow it
 */
record View(Feature feature, Longs dims, Padding padding, boolean exclusive, Optional<String> softmax) implements Operand {
    static View of(Feature feature, boolean exclusive) {
        return new View(feature, mapDims(feature.shape(), Padding.NONE), Padding.NONE, exclusive, Optional.empty());
    }

    /** One image of channels x rows x columns. */
    static Longs mapDims(Shape shape, Padding padding) {
        return Longs.of(1, shape.channels(), shape.height() + padding.rows(), shape.width() + padding.columns());
    }

    /** Whether the node sees channels, rows and columns as the layer writes them. */
    boolean isMap() {
        return dims.equals(mapDims(feature.shape(), padding));
    }

    /** Whether the node sees one row of values. */
    boolean isRow() {
        return dims.equals(Longs.of(1, feature.shape().size()));
    }

    /** Whether axis 1 is the feature's channels. */
    boolean hasChannels() {
        return isMap() || isRow() && feature.shape().channels() == feature.shape().size();
    }

    View with(Longs newDims) {
        return new View(feature, newDims, padding, exclusive, softmax);
    }

    /** A view of what a folded node writes, or an alias: further nodes may be folded if nobody else reads this name either. */
    View readBy(boolean oneReader) {
        return new View(feature, dims, padding, exclusive && oneReader, softmax);
    }

    View padded(Padding added) {
        Padding sum = padding.plus(added);
        return new View(feature, mapDims(feature.shape(), sum), sum, exclusive, softmax);
    }

    View through(String softmaxNode) {
        return new View(feature, dims, padding, exclusive, Optional.of(softmaxNode));
    }
}
