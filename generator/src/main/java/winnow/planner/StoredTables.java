package winnow.planner;

import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.Shape;
import winnow.network.Tensor;

/** How much a layer's engine has to store, whatever else the network is made of. */
public final class StoredTables {
    private StoredTables() {}

    /**
     * Bits of all memories whose contents come with the model: codes, indices or masks, counts or pointers, codebook, biases,
     * taps, output order. They are those of the smallest engine, with one multiplier; more processing elements of a
     * fully-connected layer have pointers and a codebook each.
     *
     * @param shape  of the layer's input
     * @param format of the layer's input
     */
    public static long bits(WeightedLayer layer, Shape shape, FixedPoint format) {
        StreamOrder input = new StreamOrder.Tiled(shape, 1, shape.width(), 1);
        Operation operation = Operation.of(layer, List.of(new Tensor(layer.inputs().get(0), shape, format)));
        EnginePlan engine = layer instanceof Convolution
                ? ConvolutionPlan.of(operation, input, 1, 1, 1)
                : FullyConnectedPlan.of(operation, input, 1);
        return engine.tableBits();
    }
}
