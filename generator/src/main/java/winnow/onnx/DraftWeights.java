package winnow.onnx;

import java.util.List;
import winnow.network.Clamp;
import winnow.network.Floats;
import winnow.network.FloatWeights;
import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.network.Codebook;

/** A convolution or fully-connected layer; factors and offsets per output are folded into it in doubles, and rounded once. */
final class DraftWeights extends DraftLayer {
    private final boolean fullyConnected;
    private final Window window;
    private final Kernel kernel;
    private Affine affine;

    private DraftWeights(
            String name, Feature input, String output, Shape shape, boolean fullyConnected, Window window, Kernel kernel, Affine affine) {
        super(name, List.of(input), output, shape);
        this.fullyConnected = fullyConnected;
        this.window = window;
        this.kernel = kernel;
        this.affine = affine;
    }

    /** A convolution; the affine's factors are one per output. */
    static DraftWeights convolution(String name, Feature input, String output, Shape shape, Window window, Kernel kernel, Affine affine) {
        return new DraftWeights(name, input, output, shape, false, window, kernel, affine);
    }

    /** A fully-connected layer: its kernel is one row and column, and its input flattened. */
    static DraftWeights fullyConnected(String name, Feature input, String output, Kernel kernel, Affine affine) {
        return new DraftWeights(name, input, output, Shape.vector(affine.size()), true, Window.PIXEL, kernel, affine);
    }

    /** Whether factors and offsets can be part of it: not behind an activation function. */
    boolean scalable() {
        return clamp().equals(Clamp.NONE);
    }

    void scale(Affine next) {
        affine = affine.then(next);
    }

    @Override
    boolean clampable() {
        return true;
    }

    @Override
    Layer layer() {
        FloatWeights weights = kernel.scaled(affine.factors());
        Floats bias = affine.roundedOffsets();
        return new Layer.Weighted(name(), inputNames().get(0), tensor(), shape(), fullyConnected, window, weights.sparse(),
                weights.codebook(), Codebook.NO_PADDING_CODE, bias, clamp());
    }
}
