package winnow.onnx;

import winnow.network.Shape;

/** A tensor of the network that is being read: its input, or what a {@link DraftLayer} writes. */
class Feature {
    private final Shape shape;
    private String tensor;

    Feature(String tensor, Shape shape) {
        this.tensor = tensor;
        this.shape = shape;
    }

    final Shape shape() {
        return shape;
    }

    final String tensor() {
        return tensor;
    }

    /** What a node behind it, folded into the layer, calls its result. */
    final void rename(String folded) {
        tensor = folded;
    }
}
