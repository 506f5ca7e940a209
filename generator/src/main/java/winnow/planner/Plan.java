package winnow.planner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Printable;

/**
 * How a network becomes hardware.
 *
 * @param options  what it aims at
 * @param lanes    the budget of multipliers, or as many as the target needs; the engines use as many or fewer
 * @param input    the stream that the accelerator takes
 * @param engines  one per operation, in topological order
 * @param schedule clocks between frames when each engine waits for rows and for room; only in networks so small that its
 *                 pipelines count for something it is more than the slowest engine takes
 */
public record Plan(
        IntegerNetwork network,
        PlanOptions options,
        int lanes,
        StreamOrder.Camera input,
        List<EnginePlan> engines,
        long schedule) {
    public Plan {
        engines = List.copyOf(engines);
    }

    /**
     * The same plan, weights of some layers being loaded at start; that costs no clock.
     *
     * @throws InvalidInputException if a layer's engine has no packed weights, or all together have too many words
     */
    public Plan withLoadedWeights(List<String> layers) {
        List<EnginePlan> done = engines.stream()
                .map(engine -> layers.contains(engine.operation().name()) && engine instanceof ConvolutionPlan plan
                        ? plan.withLoadedWeights() : engine).toList();
        List<String> able = done.stream().filter(ConvolutionPlan.class::isInstance).map(engine -> engine.operation().name()).toList();
        List<String> problems = layers.stream().filter(name -> !able.contains(name))
                .map(name -> "weights of " + Printable.of(name) + " cannot be loaded: no engine of that name has packed weights; these"
                        + " have: " + able.stream().map(Printable::of).collect(Collectors.joining(", "))).toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        LoadMap.of(done);
        return new Plan(network, options.withLoaded(layers), lanes, input, done, schedule);
    }

    /** Multipliers that the engines use. */
    public int usedLanes() {
        return engines.stream().mapToInt(EnginePlan::lanes).sum();
    }

    /** Multipliers of these lanes: fewer if lanes share them. */
    public int multipliers() {
        return engines.stream().mapToInt(EnginePlan::multipliers).sum();
    }

    /** Clocks per frame in steady state, for typical images where calibration found what these are. */
    public long cycles() {
        return Math.max(schedule, slowestEngineCycles());
    }

    /** Clocks per frame in steady state if no activation is zero. */
    public long worstCycles() {
        return Math.max(cycles(), engines.stream().mapToLong(EnginePlan::worstCycles).max().orElse(0));
    }

    /** Products of a typical frame by what the budget could make in its time. */
    public double utilization() {
        return engines.stream().mapToLong(EnginePlan::products).sum() / ((double) lanes * cycles());
    }

    /** Clocks between frames as {@link #schedule()} counts them; empty if these engines wait for each other for ever. */
    public OptionalLong scheduled() {
        return new RowSchedule(input, network.input(), engines).interval();
    }

    private long slowestEngineCycles() {
        return Math.max(input.beats(), engines.stream().mapToLong(EnginePlan::cycles).max().orElse(0));
    }

    /**
     * Steady state for some images.
     *
     * @param cycles        mean clocks per frame
     * @param slowestEngine the engine that takes the most, by its place in {@link #engines()}
     */
    public record Interval(long cycles, int slowestEngine) {}

    /**
     * Predicts the steady state for images one after the other.
     *
     * @param frames see {@link EnginePlan#cycles(List)}
     */
    public Interval interval(List<Map<String, IntTensor>> frames) {
        int slowest = 0;
        long most = 0;
        for (int i = 0; i < engines.size(); i++) {
            long cycles = engines.get(i).cycles(frames);
            if (cycles > most) {
                slowest = i;
                most = cycles;
            }
        }
        boolean waits = schedule > slowestEngineCycles();
        return new Interval(Math.max(waits ? schedule : input.beats(), most), slowest);
    }

    /** Where weights that are loaded at start belong. */
    public LoadMap loadMap() {
        return LoadMap.of(engines);
    }

    /** Non-zero weights times output pixels, positions in the padding included. */
    public long nonzeroMacs() {
        return engines.stream().mapToLong(engine -> engine.operation().nonzeroMacs()).sum();
    }

    /** The plan as the value of a JSON object. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("network", network.name());
        json.put("lanes", lanes);
        json.put("target_cycles", options.targetCycles().isPresent() ? options.targetCycles().getAsLong() : null);
        json.put("merge", options.merge());
        json.put("input_pixels_per_beat", options.inputPixels());
        json.put("output_pixels_per_beat", options.outputPixels());
        json.put("loaded_weights", options.loaded());
        json.put("load_addresses", loadMap().size());
        json.put("used_lanes", usedLanes());
        json.put("lanes_in_pairs", options.pairs());
        json.put("used_multipliers", multipliers());
        json.put("cycles_per_frame", cycles());
        json.put("worst_cycles_per_frame", worstCycles());
        json.put("nonzero_macs_per_frame", nonzeroMacs());
        json.put("utilization", utilization());
        json.put("layers", engines.stream().map(engine -> engine.toJson(cycles())).toList());
        return json;
    }
}
