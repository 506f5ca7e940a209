package winnow.planner;

import java.util.Optional;
import winnow.network.IntegerLayer;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * The engines that could run one layer: how many multipliers, how many clocks per frame. Which engines there are does not
 * depend on the producer; whether one keeps an interval does, a little, for the producer's tile says how its beats fill the
 * line buffer's words.
 */
interface LayerChoices {
    /** An interval that some choice keeps whatever the producer: no longer one is of interest. */
    long mostCycles();

    /**
     * The cheapest engine that keeps an interval, or empty if none does.
     *
     * @param input         the stream that it gets
     * @param minimumPixels fewest pixels of a beat of its output
     * @param maximumPixels most pixels of a beat of its output
     */
    Optional<EnginePlan> cheapest(long interval, StreamOrder input, int minimumPixels, int maximumPixels);

    /** Most pixels of a beat that this layer's engine takes. */
    int maximumInputPixels();

    /**
     * The choices for a layer.
     *
     * @param input  the stream of the input, its tile not yet known
     * @param budget of multipliers
     */
    static LayerChoices of(Operation operation, StreamOrder input, int budget) {
        IntegerLayer layer = operation.layers().get(0);
        if (layer instanceof IntegerLayer.Convolution) {
            return TileChoices.ofConvolution(operation, input, budget);
        }
        if (layer instanceof IntegerLayer.FullyConnected full) {
            return new ElementChoices(operation, input, Math.min(budget, full.weights().outputs()));
        }
        if (layer instanceof IntegerLayer.MaximumPool pool) {
            return TileChoices.ofPool(operation, pool.window(), input);
        }
        if (layer instanceof IntegerLayer.AveragePool pool) {
            return input instanceof StreamOrder.Tiled && isGlobal(pool, input.shape())
                    ? TileChoices.ofGlobalAverage(operation, input)
                    : TileChoices.ofPool(operation, pool.window(), input);
        }
        throw new InvalidInputException(
                "layer " + Printable.of(layer.name()) + ": no engine runs a " + layer.kind() + " in this version");
    }

    /** An average over the whole map without padding needs no line buffer. */
    private static boolean isGlobal(IntegerLayer.AveragePool pool, Shape input) {
        Window window = pool.window();
        return window.kernelHeight() == input.height() && window.kernelWidth() == input.width()
                && window.padTop() == 0 && window.padLeft() == 0
                && pool.output().shape().height() == 1 && pool.output().shape().width() == 1;
    }
}
