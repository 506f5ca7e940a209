package winnow.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.network.Shape;
import winnow.network.Window;

/** The choices of an engine that computes tiles: every R x V, and every width of the output stream. */
final class TileChoices implements EngineChoices {
    private interface Builder {
        WindowPlan build(StreamOrder input, int rows, int columns, int pixels);
    }

    private final Builder builder;
    private final Shape input;
    private final Shape shape;
    /** Engines that write in the same order but for the number of rows, in the order of that number. */
    private final List<List<Candidate>> columns = new ArrayList<>();
    /** Per order of the input, per V the clocks that the row assembler takes, 0 if not yet known. */
    private final Map<BeatOrder, long[]> assemblerCycles = new HashMap<>();

    private TileChoices(Builder builder, Operation operation) {
        this.builder = builder;
        this.input = operation.input().shape();
        this.shape = operation.output().shape();
    }

    static TileChoices ofConvolution(Operation operation, int budget) {
        ConvolutionPlan prototype = ConvolutionPlan.of(operation, rows(operation), 1, 1, 1);
        TileChoices choices = new TileChoices(prototype::withTile, operation);
        ChannelWork work = prototype.work();
        for (int columns = 1; columns <= Math.min(choices.shape.width(), budget); columns++) {
            for (int pixels = 1; pixels < 2 * columns && pixels <= MAXIMUM_PIXELS; pixels *= 2) {
                choices.addColumn(columns, pixels, Math.min(choices.shape.height(), budget / columns), work);
            }
        }
        return choices;
    }

    private void addColumn(int columns, int pixels, int mostRows, ChannelWork work) {
        List<Candidate> column = new ArrayList<>();
        for (int rows = 1; rows <= mostRows; rows++) {
            long cycles = work.frameCycles(new StreamOrder.Tiled(shape, rows, columns, pixels));
            if (column.isEmpty() || cycles < column.get(column.size() - 1).cycles()) {
                column.add(new Candidate(this, rows, columns, pixels, rows * columns, cycles));
            }
        }
        this.columns.add(column);
    }

    static TileChoices ofPool(Operation operation, Window window) {
        TileChoices choices = new TileChoices(
                (order, rows, columns, pixels) -> PoolPlan.of(operation, window, order, columns, pixels), operation);
        for (int columns = 1; columns <= choices.shape.width(); columns++) {
            for (int pixels = 1; pixels < 2 * columns && pixels <= MAXIMUM_PIXELS; pixels *= 2) {
                choices.addPool(operation, columns, pixels);
            }
        }
        return choices;
    }

    /** Its tiles are beats: the words of its line buffer are no wider than they must be. */
    static TileChoices ofRowBuffer(Operation operation) {
        TileChoices choices = new TileChoices(
                (order, rows, columns, pixels) -> PoolPlan.of(operation, Window.PIXEL, order, columns, pixels), operation);
        for (int pixels = 1; pixels < 2 * choices.shape.width() && pixels <= MAXIMUM_PIXELS; pixels *= 2) {
            choices.addPool(operation, Math.min(pixels, choices.shape.width()), pixels);
        }
        return choices;
    }

    private void addPool(Operation operation, int columns, int pixels) {
        WindowPlan plan = builder.build(rows(operation), 1, columns, pixels);
        this.columns.add(List.of(new Candidate(this, 1, columns, pixels, 0, plan.engineCycles())));
    }

    /** The input in plain row order, where its order does not matter. */
    private static StreamOrder rows(Operation operation) {
        Shape input = operation.input().shape();
        return new StreamOrder.Tiled(input, 1, input.width(), 1);
    }

    @Override
    public List<Candidate> within(Pace pace) {
        return columns.stream()
                .flatMap(column -> column.stream().filter(candidate -> candidate.cycles() <= pace.cycles()).limit(1))
                .sorted(Candidate.CHEAPEST)
                .toList();
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder input, Pace pace) {
        if (!input.followsRows(this.input)) {
            return false;
        }
        long[] known = assemblerCycles.computeIfAbsent(input, order -> new long[shape.width() + 1]);
        if (known[candidate.columns()] == 0) {
            WindowPlan plan = builder.build(input.stream(this.input), 1, candidate.columns(), 1);
            known[candidate.columns()] = plan.geometry().assemblerCycles();
        }
        return known[candidate.columns()] <= pace.cycles();
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder input) {
        return builder.build(input, candidate.rows(), candidate.columns(), candidate.pixels());
    }
}
