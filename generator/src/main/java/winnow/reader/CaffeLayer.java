package winnow.reader;

import java.util.List;
import java.util.Optional;
import winnow.network.Clamp;
import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.Window;

/** A layer of a Caffe graph that does work, before its weights are known. */
final class CaffeLayer {
    enum Kind {
        CONVOLUTION,
        FULLY_CONNECTED,
        MAXIMUM_POOL,
        AVERAGE_POOL,
        CONCATENATION,
        ADDITION
    }

    private static final Window SINGLE = Window.square(1, 1, 0);

    final String name;
    final Kind kind;
    final List<CaffeBlob> inputs;
    final Window window;
    final boolean biased;
    CaffeBlob output;
    boolean relu;

    CaffeLayer(String name, Kind kind, List<CaffeBlob> inputs, Optional<Window> window, boolean biased) {
        this.name = name;
        this.kind = kind;
        this.inputs = List.copyOf(inputs);
        this.window = window.orElse(SINGLE);
        this.biased = biased;
    }

    boolean weighted() {
        return kind == Kind.CONVOLUTION || kind == Kind.FULLY_CONNECTED;
    }

    /** Whether its results are rounded and clamped to its output's format, so that a rectifier is part of it. */
    boolean rectifiable() {
        return weighted() || kind == Kind.ADDITION;
    }

    /** What the weight file must hold for this layer; the shapes are known by now. */
    WeightShape weightShape() {
        Shape input = inputShape();
        int outputs = outputShape().channels();
        return kind == Kind.FULLY_CONNECTED
                ? new WeightShape(name, outputs, input.size(), 1, 1, WeightShape.FULLY_CONNECTED_CODE_BITS, biased)
                : new WeightShape(name, outputs, input.channels(), window.kernelHeight(), window.kernelWidth(),
                        WeightShape.CONVOLUTION_CODE_BITS, biased);
    }

    Layer withWeights(NetFile.LayerWeights weights) {
        return new Layer.Weighted(name, inputs.get(0).name, output.name, outputShape(), kind == Kind.FULLY_CONNECTED, window,
                weights.weights(), weights.codebook(), NetFile.PADDING_CODE, weights.bias(), clamp());
    }

    Layer withoutWeights() {
        List<String> names = inputs.stream().map(blob -> blob.name).toList();
        return switch (kind) {
            case CONCATENATION -> new Layer.Concatenation(name, names, output.name, outputShape());
            case ADDITION -> new Layer.Addition(name, names, output.name, outputShape(), clamp());
            default -> new Layer.Pool(name, names.get(0), output.name, outputShape(), kind == Kind.AVERAGE_POOL, window);
        };
    }

    private Shape inputShape() {
        return inputs.get(0).shape.orElseThrow();
    }

    private Shape outputShape() {
        return output.shape.orElseThrow();
    }

    private Clamp clamp() {
        return relu ? Clamp.RELU : Clamp.NONE;
    }
}
