package winnow.onnx;

import java.util.List;
import winnow.network.Layer;
import winnow.network.Shape;

/** A concatenation along the channels or an addition. */
final class DraftJoin extends DraftLayer {
    private final boolean addition;

    DraftJoin(String name, List<Feature> inputs, String output, Shape shape, boolean addition) {
        super(name, inputs, output, shape);
        this.addition = addition;
    }

    @Override
    boolean clampable() {
        return addition;
    }

    @Override
    Layer layer() {
        return addition
                ? new Layer.Addition(name(), inputNames(), tensor(), shape(), clamp())
                : new Layer.Concatenation(name(), inputNames(), tensor(), shape());
    }
}
