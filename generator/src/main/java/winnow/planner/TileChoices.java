package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import winnow.network.Shape;
import winnow.network.Window;

/** The choices of a layer that computes tiles: every R x V, and every width of the output stream. */
final class TileChoices implements LayerChoices {
    /** Most pixels of a beat. */
    static final int MAXIMUM_PIXELS = 16;

    private static final Comparator<EnginePlan> CHEAPEST = Comparator.comparingInt((EnginePlan plan) -> plan.output().pixels())
            .thenComparingLong(EnginePlan::bufferBits)
            .thenComparingInt(plan -> plan.output().rows())
            .thenComparingInt(plan -> plan.output().columns());

    private interface Builder {
        EnginePlan build(StreamOrder input, int rows, int columns, int pixels);
    }

    /**
     * One possible engine.
     *
     * @param cycles of the engine, its row assembler not counted
     */
    private record Candidate(int rows, int columns, int pixels, int lanes, long cycles) {}

    private final Builder builder;
    private final List<Candidate> candidates = new ArrayList<>();
    private final long mostAssemblerCycles;
    private final int maximumInputPixels;

    private TileChoices(Builder builder, Shape input, Shape output, int maximumInputPixels) {
        this.builder = builder;
        this.mostAssemblerCycles = input.size() + (long) input.channels() * input.height() * output.width();
        this.maximumInputPixels = maximumInputPixels;
    }

    static TileChoices ofConvolution(Operation operation, StreamOrder input, int budget) {
        ConvolutionPlan prototype = ConvolutionPlan.of(operation, input, 1, 1, 1);
        TileChoices choices = new TileChoices(
                prototype::withTile, input.shape(), operation.output().shape(), MAXIMUM_PIXELS);
        int[] steps = prototype.steps().toArray();
        Shape output = operation.output().shape();
        for (int rows = 1; rows <= Math.min(output.height(), budget); rows++) {
            for (int columns = 1; columns <= Math.min(output.width(), budget / rows); columns++) {
                for (int pixels = 1; pixels < 2 * columns && pixels <= MAXIMUM_PIXELS; pixels *= 2) {
                    StreamOrder.Tiled tiles = new StreamOrder.Tiled(output, rows, columns, pixels);
                    long cycles = new WindowGeometry(input, tiles, prototype.geometry().window()).engineCycles(steps);
                    choices.candidates.add(new Candidate(rows, columns, pixels, rows * columns, cycles));
                }
            }
        }
        return choices;
    }

    static TileChoices ofPool(Operation operation, Window window, StreamOrder input) {
        TileChoices choices = new TileChoices(
                (order, rows, columns, pixels) -> PoolPlan.of(operation, window, order, columns, pixels),
                input.shape(), operation.output().shape(), MAXIMUM_PIXELS);
        for (int columns = 1; columns <= operation.output().shape().width(); columns++) {
            for (int pixels = 1; pixels < 2 * columns && pixels <= MAXIMUM_PIXELS; pixels *= 2) {
                PoolPlan plan = PoolPlan.of(operation, window, input, columns, pixels);
                choices.candidates.add(new Candidate(1, columns, pixels, 0, plan.engineCycles()));
            }
        }
        return choices;
    }

    static TileChoices ofGlobalAverage(Operation operation, StreamOrder input) {
        TileChoices choices = new TileChoices((order, rows, columns, pixels) -> new GlobalAveragePlan(operation,
                (StreamOrder.Tiled) order, new StreamOrder.Tiled(operation.output().shape(), 1, 1, 1)),
                input.shape(), operation.output().shape(), 1);
        choices.candidates.add(new Candidate(1, 1, 1, 0, input.beats()));
        return choices;
    }

    /** The slowest engine, or an assembler that takes a clock for every pixel and for every word, one per output. */
    @Override
    public long mostCycles() {
        long engine = candidates.stream().mapToLong(Candidate::cycles).max().orElseThrow();
        return Math.max(engine, mostAssemblerCycles);
    }

    @Override
    public int maximumInputPixels() {
        return maximumInputPixels;
    }

    @Override
    public Optional<EnginePlan> cheapest(long interval, StreamOrder input, int minimumPixels, int maximumPixels) {
        List<Candidate> fast = candidates.stream()
                .filter(candidate -> candidate.cycles() <= interval
                        && candidate.pixels() >= minimumPixels && candidate.pixels() <= maximumPixels)
                .sorted(Comparator.comparingInt(Candidate::lanes).thenComparingInt(Candidate::pixels))
                .toList();
        Optional<EnginePlan> best = Optional.empty();
        int lanes = Integer.MAX_VALUE;
        for (Candidate candidate : fast) {
            if (best.isPresent() && candidate.lanes() > lanes) {
                break;
            }
            EnginePlan plan = builder.build(input, candidate.rows(), candidate.columns(), candidate.pixels());
            if (plan.cycles() <= interval && (best.isEmpty() || CHEAPEST.compare(plan, best.get()) < 0)) {
                best = Optional.of(plan);
                lanes = candidate.lanes();
            }
        }
        return best;
    }
}
