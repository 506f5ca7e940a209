package winnow.planner;

import java.util.List;
import java.util.OptionalInt;
import winnow.network.IntegerLayer;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * The engines that could run one operation. Which there are, how many multipliers and how many clocks they take does not
 * depend on the producer; whether one keeps up with its input does, a little, for the producer's tile says how its beats
 * fill the line buffer's words.
 */
interface EngineChoices {
    /** Most pixels of a beat. */
    int MAXIMUM_PIXELS = 16;

    /**
     * The engines that keep a pace, fewest multipliers first; of those of one kind that write the same order only the
     * cheapest.
     */
    List<Candidate> within(Pace pace);

    /** Whether an engine that keeps a pace does so behind the given stream. */
    boolean keepsUp(Candidate candidate, BeatOrder input, Pace pace);

    /** The engine behind the given stream. */
    EnginePlan engine(Candidate candidate, StreamOrder input);

    /**
     * The choices for an operation that is no join.
     *
     * @param budget of multipliers
     * @param input  the order in which its input comes: the camera's, or any other, which hardly matters for the clocks
     * @param pixels of a beat of its output; empty if that is for the planner to choose
     */
    static EngineChoices of(Operation operation, int budget, BeatOrder input, OptionalInt pixels) {
        if (operation.isRowBuffer()) {
            return TileChoices.ofRowBuffer(operation);
        }
        IntegerLayer layer = operation.layers().get(0);
        if (layer instanceof IntegerLayer.Convolution) {
            return TileChoices.ofConvolution(operation, budget);
        }
        if (layer instanceof IntegerLayer.FullyConnected) {
            return FullyConnectedChoices.of(operation, budget, input, pixels);
        }
        if (layer instanceof IntegerLayer.MaximumPool pool) {
            return TileChoices.ofPool(operation, pool.window());
        }
        IntegerLayer.AveragePool pool = (IntegerLayer.AveragePool) layer;
        return !input.isCamera() && isGlobal(pool, operation.input().shape())
                ? new GlobalAverageChoice(operation) : TileChoices.ofPool(operation, pool.window());
    }

    /** An average over the whole map without padding needs no line buffer. */
    private static boolean isGlobal(IntegerLayer.AveragePool pool, Shape input) {
        Window window = pool.window();
        return window.kernelHeight() == input.height() && window.kernelWidth() == input.width()
                && window.padTop() == 0 && window.padLeft() == 0
                && pool.output().shape().height() == 1 && pool.output().shape().width() == 1;
    }
}
