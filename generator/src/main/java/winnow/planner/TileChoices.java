package winnow.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.Shape;
import winnow.network.Window;

/** The choices of a layer that computes tiles: every R x V. */
final class TileChoices implements LayerChoices {
    private interface Builder {
        EnginePlan build(int rows, int columns, StreamOrder input);
    }

    private final Builder builder;
    private final List<Candidate> candidates = new ArrayList<>();

    private TileChoices(Builder builder) {
        this.builder = builder;
    }

    static TileChoices ofConvolution(
            IntegerLayer.Convolution layer, FixedPoint format, StreamOrder input, int budget) {
        TileChoices choices = new TileChoices(
                (rows, columns, order) -> ConvolutionPlan.of(layer, format, order, rows, columns));
        int[] steps = ConvolutionPlan.of(layer, format, input, 1, 1).steps().toArray();
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

    static TileChoices ofPool(IntegerLayer layer, Window window, FixedPoint format, StreamOrder input) {
        TileChoices choices =
                new TileChoices((rows, columns, order) -> PoolPlan.of(layer, window, format, order, columns));
        for (int columns = 1; columns <= layer.output().shape().width(); columns++) {
            PoolPlan plan = PoolPlan.of(layer, window, format, input, columns);
            choices.candidates.add(new Candidate(1, columns, 0, plan.cycles(), plan.bufferBits()));
        }
        return choices;
    }

    static TileChoices ofGlobalAverage(IntegerLayer.AveragePool layer, FixedPoint format, StreamOrder input) {
        TileChoices choices = new TileChoices((rows, columns, order) -> new GlobalAveragePlan(layer, format,
                (StreamOrder.Tiled) order, new StreamOrder.Tiled(layer.output().shape(), 1, 1)));
        choices.candidates.add(new Candidate(1, 1, 0, input.beats(), 0));
        return choices;
    }

    @Override
    public int leastLanes() {
        return candidates.stream().mapToInt(Candidate::lanes).min().orElseThrow();
    }

    @Override
    public long mostCycles() {
        return candidates.stream().mapToLong(Candidate::cycles).max().orElseThrow();
    }

    @Override
    public Optional<Candidate> cheapest(long interval) {
        return candidates.stream().filter(candidate -> candidate.cycles() <= interval).min(Candidate.CHEAPEST);
    }

    @Override
    public EnginePlan build(Candidate candidate, StreamOrder input) {
        return builder.build(candidate.rows(), candidate.columns(), input);
    }
}
