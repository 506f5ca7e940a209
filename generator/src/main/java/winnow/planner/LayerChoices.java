package winnow.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * The engines that could run one layer: how many multipliers, how many clocks per frame. Neither depends on the order in
 * which the input arrives, so every layer's candidates stand before any other's choice is made.
 */
final class LayerChoices {
    /**
     * One possible engine.
     *
     * @param rows    of a tile; for a fully-connected layer 1
     * @param columns of a tile; for a fully-connected layer its processing elements
     */
    record Candidate(int rows, int columns, int lanes, long cycles, long bufferBits) {}

    private interface Builder {
        EnginePlan build(int rows, int columns, StreamOrder input);
    }

    private final Builder builder;
    private final List<Candidate> candidates = new ArrayList<>();

    private LayerChoices(Builder builder) {
        this.builder = builder;
    }

    static LayerChoices of(IntegerLayer layer, FixedPoint format, StreamOrder input, int budget) {
        if (layer instanceof IntegerLayer.Convolution convolution) {
            return ofConvolution(convolution, format, input, budget);
        }
        if (layer instanceof IntegerLayer.FullyConnected full) {
            return ofFullyConnected(full, format, input, budget);
        }
        if (layer instanceof IntegerLayer.MaximumPool pool) {
            return ofPool(pool, pool.window(), format, input);
        }
        if (layer instanceof IntegerLayer.AveragePool pool) {
            // the engine that sums whole maps wants a channel's pixels in runs, and a camera's are not
            return input instanceof StreamOrder.Tiled && isGlobal(pool, input.shape())
                    ? ofGlobalAverage(pool, format, input)
                    : ofPool(pool, pool.window(), format, input);
        }
        throw new InvalidInputException(
                "layer " + Printable.of(layer.name()) + ": no engine runs a " + layer.kind() + " in this version");
    }

    /** Row-planar order: what is assumed of a producer until its tile is chosen. */
    static StreamOrder planarOrder(Shape shape) {
        return new StreamOrder.Tiled(shape, 1, shape.width());
    }

    private static LayerChoices ofConvolution(
            IntegerLayer.Convolution layer, FixedPoint format, StreamOrder input, int budget) {
        LayerChoices choices = new LayerChoices(
                (rows, columns, order) -> ConvolutionPlan.of(layer, format, order, rows, columns));
        ConvolutionPlan prototype = ConvolutionPlan.of(layer, format, input, 1, 1);
        int[] steps = prototype.steps().toArray();
        Shape output = layer.output().shape();
        for (int rows = 1; rows <= Math.min(output.height(), budget); rows++) {
            for (int columns = 1; columns <= Math.min(output.width(), budget / rows); columns++) {
                WindowGeometry geometry =
                        new WindowGeometry(input, new StreamOrder.Tiled(output, rows, columns), layer.window());
                long cycles = Math.max(geometry.engineCycles(steps), geometry.assemblerCycles());
                choices.candidates.add(
                        new Candidate(rows, columns, rows * columns, cycles, geometry.bits(format.bits())));
            }
        }
        return choices;
    }

    private static LayerChoices ofPool(IntegerLayer layer, Window window, FixedPoint format, StreamOrder input) {
        LayerChoices choices =
                new LayerChoices((rows, columns, order) -> PoolPlan.of(layer, window, format, order, columns));
        for (int columns = 1; columns <= layer.output().shape().width(); columns++) {
            PoolPlan plan = PoolPlan.of(layer, window, format, input, columns);
            choices.candidates.add(new Candidate(1, columns, 0, plan.cycles(), plan.bufferBits()));
        }
        return choices;
    }

    private static LayerChoices ofGlobalAverage(IntegerLayer.AveragePool layer, FixedPoint format, StreamOrder input) {
        Builder builder = (rows, columns, order) -> new GlobalAveragePlan(layer, format,
                (StreamOrder.Tiled) order, new StreamOrder.Tiled(layer.output().shape(), 1, 1));
        LayerChoices choices = new LayerChoices(builder);
        choices.candidates.add(new Candidate(1, 1, 0, input.beats(), 0));
        return choices;
    }

    /** An average over the whole map without padding, after some other layer, needs no line buffer. */
    private static boolean isGlobal(IntegerLayer.AveragePool pool, Shape input) {
        Window window = pool.window();
        return window.kernelHeight() == input.height() && window.kernelWidth() == input.width()
                && window.padTop() == 0 && window.padLeft() == 0
                && pool.output().shape().height() == 1 && pool.output().shape().width() == 1;
    }

    private static LayerChoices ofFullyConnected(
            IntegerLayer.FullyConnected layer, FixedPoint format, StreamOrder input, int budget) {
        LayerChoices choices = new LayerChoices(
                (rows, columns, order) -> FullyConnectedPlan.of(layer, format, order, columns));
        long previous = Long.MAX_VALUE;
        for (int elements = 1; elements <= Math.min(budget, layer.weights().outputs()); elements++) {
            long cycles = FullyConnectedPlan.of(layer, format, input, elements).cycles();
            if (cycles < previous) {
                choices.candidates.add(new Candidate(1, elements, elements, cycles, 0));
                previous = cycles;
            }
        }
        return choices;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    int leastLanes() {
        return candidates.stream().mapToInt(Candidate::lanes).min().orElse(1);
    }

    /** The cheapest engine that keeps the interval. */
    Optional<Candidate> cheapest(long interval) {
        return candidates.stream().filter(candidate -> candidate.cycles() <= interval).min(Planner.CHEAPEST);
    }

    EnginePlan build(Candidate candidate, StreamOrder input) {
        return builder.build(candidate.rows(), candidate.columns(), input);
    }
}
