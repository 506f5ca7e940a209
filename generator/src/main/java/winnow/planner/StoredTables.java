package winnow.planner;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import winnow.encode.WeightFacts;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Tensor;

/** How much a layer's engine has to store, whatever the budget of multipliers. */
public final class StoredTables {
    private StoredTables() {}

    /**
     * What compression made of a layer. What its engine stores (codes and gaps, counts or pointers, codebook, biases, taps,
     * output order) is counted for the engine with one multiplier that stores least; more processing elements of a
     * fully-connected layer have pointers and a codebook each.
     *
     * @param network of which it is a layer
     */
    public static WeightFacts facts(IntegerNetwork network, WeightedLayer layer) {
        EnginePlan engine = smallest(layer, network.tensors().get(layer.inputs().get(0)));
        return WeightFacts.of(layer, engine.encoding(), engine.payloadBits(), engine.tableBits());
    }

    private static EnginePlan smallest(WeightedLayer layer, Tensor input) {
        Operation operation = Operation.of(layer, List.of(input));
        StreamOrder rows = new StreamOrder.Tiled(input.shape(), 1, input.shape().width(), 1);
        if (layer instanceof Convolution) {
            return ConvolutionPlan.of(operation, rows, 1, 1, 1);
        }
        Stream<EnginePlan> packed = operation.asConvolution().stream().map(of -> ConvolutionPlan.of(of, rows, 1, 1, 1));
        return Stream.concat(packed, Stream.of(FullyConnectedPlan.of(operation, rows, 1, 1, 1)))
                .min(Comparator.comparingLong(EnginePlan::tableBits)).orElseThrow();
    }
}
