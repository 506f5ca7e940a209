package winnow.onnx;

import java.util.List;
import winnow.network.Layer;
import winnow.network.Shape;
import winnow.network.Window;

/** A maximum or average pool. */
final class DraftPool extends DraftLayer {
    private final boolean average;
    private final Window window;

    DraftPool(String name, Feature input, String output, Shape shape, boolean average, Window window) {
        super(name, List.of(input), output, shape);
        this.average = average;
        this.window = window;
    }

    @Override
    boolean clampable() {
        return false;
    }

    @Override
    Layer layer() {
        return new Layer.Pool(name(), inputNames().get(0), tensor(), shape(), average, window);
    }
}
