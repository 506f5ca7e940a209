package winnow.planner;

import java.util.Comparator;
import java.util.Optional;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * The engines that could run one layer: how many multipliers, how many clocks per frame. Neither depends on the tile of the
 * producer, so every layer's choices stand before any other's choice is made.
 */
interface LayerChoices {
    /**
     * One possible engine.
     *
     * @param rows    of a tile; for a fully-connected layer 1
     * @param columns of a tile; for a fully-connected layer its processing elements
     */
    record Candidate(int rows, int columns, int lanes, long cycles, long bufferBits) {
        static final Comparator<Candidate> CHEAPEST = Comparator.comparingInt(Candidate::lanes)
                .thenComparingLong(Candidate::bufferBits)
                .thenComparingInt(Candidate::rows)
                .thenComparingInt(Candidate::columns);
    }

    /** The fewest multipliers with which the layer runs at all. */
    int leastLanes();

    /** Clocks per frame of the slowest choice: no interval beyond it is of interest. */
    long mostCycles();

    /** The cheapest engine that keeps the interval, or empty if none does. */
    Optional<Candidate> cheapest(long interval);

    /** The engine's plan for the stream that it gets. */
    EnginePlan build(Candidate candidate, StreamOrder input);

    /**
     * The choices for a layer.
     *
     * @param input  the stream of the input, its tile not yet known
     * @param budget of multipliers
     */
    static LayerChoices of(IntegerLayer layer, FixedPoint format, StreamOrder input, int budget) {
        if (layer instanceof IntegerLayer.Convolution convolution) {
            return TileChoices.ofConvolution(convolution, format, input, budget);
        }
        if (layer instanceof IntegerLayer.FullyConnected full) {
            return new ElementChoices(full, format, input, Math.min(budget, full.weights().outputs()));
        }
        if (layer instanceof IntegerLayer.MaximumPool pool) {
            return TileChoices.ofPool(pool, pool.window(), format, input);
        }
        if (layer instanceof IntegerLayer.AveragePool pool) {
            return input instanceof StreamOrder.Tiled && isGlobal(pool, input.shape())
                    ? TileChoices.ofGlobalAverage(pool, format, input)
                    : TileChoices.ofPool(pool, pool.window(), format, input);
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
