package winnow.rtl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.planner.ConvolutionPlan;
import winnow.planner.EnginePlan;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.GlobalAveragePlan;
import winnow.planner.JoinPlan;
import winnow.planner.LoadMap;
import winnow.planner.Operation;
import winnow.planner.Plan;
import winnow.planner.PoolPlan;
import winnow.planner.StreamOrder;

/** Turns a plan into the output model. */
public final class RtlBuilder {
    /** What the name of the file with the weights that are loaded at start ends with: a unit a line, see {@link LoadMap}. */
    public static final String LOAD_FILE = "_load.mem";

    private final Plan plan;
    private final LoadMap loadMap;
    private final String network;
    private final LegalNames names = new LegalNames().reserve("input").reserve("frame_guard")
            .reserve("axi").reserve("control").reserve("uart");
    private final List<OutputModule> modules = new ArrayList<>();
    private final List<MemoryFile> memories = new ArrayList<>();
    private final List<Accelerator.Stage> stages = new ArrayList<>();
    private final List<Testbench.Tap> taps = new ArrayList<>();
    /** By tensor, the stream that carries it, how many engines read it, and how many of them are connected. */
    private final Map<String, String> streams = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final Map<String, Integer> connected = new HashMap<>();
    private int lane;

    private RtlBuilder(Plan plan) {
        this.plan = plan;
        this.loadMap = plan.loadMap();
        this.network = LegalNames.ofNetwork(plan.network().name());
    }

    public static Rtl build(Plan plan) {
        return new RtlBuilder(plan).build();
    }

    private Rtl build() {
        plan.engines().stream().flatMap(engine -> engine.operation().inputs().stream())
                .forEach(input -> readers.merge(input.name(), 1, Integer::sum));
        streams.put(plan.network().input().name(), "input");
        plan.engines().forEach(this::addStage);
        modules.add(accelerator(stages.get(stages.size() - 1).stream()));
        if (loadMap.size() > 0) {
            memories.add(new MemoryFile(network + LOAD_FILE, LoadMap.UNIT_BITS, loadMap.units()));
        }
        return new Rtl(network, modules, memories, testbench(),
                stages.stream().map(Accelerator.Stage::stream).toList());
    }

    private void addStage(EnginePlan engine) {
        String stream = names.of(engine.operation().name());
        String module = network + "_" + stream;
        String comment = comment(engine);
        boolean last = stages.size() == plan.engines().size() - 1;
        OutputModule built = engineModule(engine, module, comment);
        modules.add(built);
        int width = engine.operation().output().format().bits();
        boolean hasMemories = !engine.operation().weighted().isEmpty();
        streams.put(engine.operation().output().name(), stream);
        stages.add(new Accelerator.Stage(module, stream, sources(engine.operation()), comment, engine.output().pixels(), width,
                hasMemories, loadMap.region(engine).isPresent(), last, fork(engine.operation().output())));
        List<Testbench.Lane> lanes = new ArrayList<>();
        for (int pixel = 0; pixel < engine.output().pixels(); pixel++) {
            lanes.add(new Testbench.Lane(lane++, pixel));
        }
        taps.add(new Testbench.Tap(taps.size(), stream, width, lanes));
    }

    /** The streams that an engine reads, each by a branch of its own if others read it, too. */
    private List<Accelerator.Source> sources(Operation operation) {
        List<Accelerator.Source> sources = new ArrayList<>();
        for (Tensor input : operation.inputs()) {
            String port = operation.isJoin() ? "s" + sources.size() : "s";
            int branch = connected.merge(input.name(), 1, Integer::sum) - 1;
            sources.add(new Accelerator.Source(port, streams.get(input.name()),
                    readers.get(input.name()) > 1 ? Optional.of(branch) : Optional.empty()));
        }
        return sources;
    }

    private Optional<Accelerator.Fork> fork(Tensor tensor) {
        int count = readers.getOrDefault(tensor.name(), 0);
        return count > 1 ? Optional.of(new Accelerator.Fork(streams.get(tensor.name()), count)) : Optional.empty();
    }

    private OutputModule engineModule(EnginePlan engine, String module, String comment) {
        if (engine instanceof ConvolutionPlan convolution) {
            int[] padding = new int[convolution.input().shape().channels()];
            for (int channel = 0; convolution.geometry().leavesMap() && channel < padding.length; channel++) {
                padding[channel] = plan.network().padding(convolution.operation().input().name(), channel);
            }
            return new ConvolutionBuilder(convolution, module, comment, PaddingPixels.of(padding),
                    loadMap.region(engine), memories).build();
        }
        if (engine instanceof FullyConnectedPlan full) {
            return new FullyConnectedBuilder(full, module, comment, memories).build();
        }
        if (engine instanceof PoolPlan pool) {
            return PoolBuilder.build(pool, module, comment);
        }
        if (engine instanceof JoinPlan join) {
            return JoinBuilder.build(join, module, comment);
        }
        return PoolBuilder.build((GlobalAveragePlan) engine, module, comment);
    }

    private Accelerator accelerator(String last) {
        IntegerNetwork of = plan.network();
        String comment = LegalNames.comment(of.name()) + ": " + plan.multipliers() + " multipliers, "
                + plan.cycles() + " clocks per frame"
                + (plan.worstCycles() == plan.cycles() ? "" : ", " + plan.worstCycles() + " if no activation is zero");
        StreamOrder output = output();
        return new Accelerator(network, comment,
                of.input().shape() + " pixels of " + of.input().format().bits() + " bits, " + perBeat(plan.input())
                        + ", in (row, x, channel) order",
                of.output().shape() + " values of " + of.output().format().bits() + " bits, "
                        + (of.output().format().signed() ? "two's complement" : "unsigned") + ", " + perBeat(output)
                        + ", in tile order",
                beatNotes(output), plan.input().pixels() * of.input().format().bits(), plan.input().beats(),
                output.pixels() * of.output().format().bits(), !memories.isEmpty(), loadMap.size() > 0, fork(of.input()), stages, last);
    }

    /** The stream that leaves the accelerator. */
    private StreamOrder output() {
        return plan.engines().get(plan.engines().size() - 1).output();
    }

    private static String perBeat(StreamOrder order) {
        return order.pixels() == 1 ? "one a beat" : order.pixels() + " a beat from the low bits up";
    }

    private List<String> beatNotes(StreamOrder output) {
        List<String> notes = new ArrayList<>();
        int inputs = lastPixels(plan.input());
        if (inputs < plan.input().pixels()) {
            notes.add("Of the last input beat of a frame the low " + inputs * plan.network().input().format().bits()
                    + " bits count; the others are ignored");
        }
        int outputs = lastPixels(output);
        if (outputs < output.pixels()) {
            notes.add("Of the last output beat of a frame the low " + outputs * plan.network().output().format().bits()
                    + " bits count; the others are unspecified");
        }
        return notes;
    }

    /** Pixels that the last beat of a frame holds. */
    static int lastPixels(StreamOrder order) {
        int[] positions = order.positions();
        return (int) Arrays.stream(positions, positions.length - order.pixels(), positions.length)
                .filter(position -> position != StreamOrder.NONE).count();
    }

    private Testbench testbench() {
        int tapBits = 96 + 32 * (lane / 32);
        return new Testbench("winnow_testbench", network, plan.input().pixels(), plan.network().input().format().bits(),
                output().pixels(), plan.network().output().format().bits(), loadMap.size() > 0, lanes(plan.input()), lanes(output()), taps.size(),
                lane, tapBits, 16 * tapBits, taps);
    }

    private static List<Integer> lanes(StreamOrder order) {
        return IntStream.range(0, order.pixels()).boxed().toList();
    }

    /** The layer in one line, such as {@code conv1: convolution 5x5/1, 1 x 28 x 28 -> 20 x 24 x 24, 66.0 % kept, 256 codes}. */
    private static String comment(EnginePlan engine) {
        Shape input = engine.operation().input().shape();
        StringBuilder comment = new StringBuilder(LegalNames.comment(engine.operation().name()))
                .append(": ").append(engine.operation().kind());
        if (engine instanceof ConvolutionPlan plan) {
            comment.append(' ').append(window(plan.geometry().window()));
        } else if (engine instanceof PoolPlan plan) {
            comment.append(' ').append(window(plan.geometry().window()));
        }
        comment.append(", ").append(input).append(" -> ").append(engine.operation().output().shape());
        List<IntegerLayer.WeightedLayer> weighted = engine.operation().weighted();
        int channel = 0;
        for (IntegerLayer.WeightedLayer layer : weighted) {
            int next = channel + layer.weights().outputs();
            comment.append(weighted.size() == 1 ? ", " : ", channels " + channel + "-" + (next - 1) + " ");
            comment.append(String.format(Locale.ROOT, "%.1f %% kept", 100.0 * layer.weights().nonzeros() / layer.weights().size()));
            comment.append(weighted.size() == 1 ? ", " + layer.codebook().size() + " codes" : "");
            channel = next;
        }
        return comment.toString();
    }

    private static String window(winnow.network.Window window) {
        return window.kernelHeight() + "x" + window.kernelWidth() + "/" + window.strideHeight();
    }
}
