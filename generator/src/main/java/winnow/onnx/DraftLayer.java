package winnow.onnx;

import java.util.List;
import winnow.network.Clamp;
import winnow.network.Layer;
import winnow.network.Shape;

/** A layer of the network that is being read, and its output; nodes behind it may still become part of it. */
abstract class DraftLayer extends Feature {
    private final String name;
    private final List<Feature> inputs;
    private Clamp clamp = Clamp.NONE;

    DraftLayer(String name, List<Feature> inputs, String output, Shape shape) {
        super(output, shape);
        this.name = name;
        this.inputs = List.copyOf(inputs);
    }

    /** The layer as it is now. */
    abstract Layer layer();

    /** Whether an activation function can be part of it. */
    abstract boolean clampable();

    /** Puts an activation function behind the one that there is: monotone, so the bounds of both follow from the bounds of the first. */
    final void clamp(Clamp next) {
        clamp = new Clamp((float) next.of(clamp.minimum()), (float) next.of(clamp.maximum()));
    }

    final String name() {
        return name;
    }

    final Clamp clamp() {
        return clamp;
    }

    final List<String> inputNames() {
        return inputs.stream().map(Feature::tensor).toList();
    }
}
