package winnow.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;
import winnow.rtl.Accelerator;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;

/** Makes the models of a kit's files from the plan, and from the header of the emitted top. */
final class KitBuilder {
    private static final String CLOCK = "clk";
    private static final String RESET = "rst";
    private static final String MEMORY_PATH = "MEMORY_PATH";

    private static final String BENCH = "bench/";
    private static final String RTL = "rtl/";
    private static final String INPUTS = "inputs.mem";
    private static final String OUTPUTS = "outputs.mem";
    private static final String MASKS = "masks.mem";
    private static final String XDC = "constraints/clock.xdc";
    private static final String SDC = "constraints/clock.sdc";

    /** A small board of each vendor: Arty A7-100T, DE10-Nano. */
    private static final String VIVADO_PART = "xc7a100tcsg324-1";
    private static final String QUARTUS_FAMILY = "Cyclone V";
    private static final String QUARTUS_DEVICE = "5CSEBA6U23I7";

    private final Plan plan;
    private final Rtl rtl;
    private final Sources sources;
    private final Origin origin;
    private final List<IntTensor> frames;
    private final boolean random;
    private final double megahertz;
    private final ModuleHeader top;
    private final String bench;

    KitBuilder(Plan plan, Rtl rtl, Sources sources, Origin origin, List<IntTensor> samples, double megahertz) {
        this.plan = plan;
        this.rtl = rtl;
        this.sources = sources;
        this.origin = origin;
        this.megahertz = megahertz;
        this.random = samples.isEmpty();
        this.frames = random ? RandomFrames.of(plan.network().input(), Kit.FRAMES) : List.copyOf(samples);
        this.top = ModuleHeader.of(sources.topText(), sources.top());
        this.bench = rtl.name() + "_bench";
    }

    Kit build() {
        List<Kit.Text> texts = new ArrayList<>();
        texts.add(new Kit.Text(sources.top() + ".core", core()));
        texts.add(new Kit.Text("component.xml", component()));
        texts.add(new Kit.Text(XDC, constraints("Vivado")));
        texts.add(new Kit.Text(SDC, constraints("tools that read SDC")));
        texts.add(new Kit.Text("vivado.tcl", new VivadoScript(origin, sources.top(), VIVADO_PART, XDC)));
        texts.add(new Kit.Text("quartus.tcl", quartus()));
        texts.add(new Kit.Text(BENCH + bench + ".v", bench()));
        texts.add(new Kit.Text(BENCH + "Makefile", new BenchMakefile(origin, bench, "../" + RTL, sources.verilog())));
        texts.add(new Kit.Text("README.md", readme()));
        return new Kit(texts, vectors());
    }

    private FusesocCore core() {
        return new FusesocCore(origin, "winnow:network:" + sources.top() + ":" + origin.version(), description(), sources.top(),
                inRtl(sources.verilog()),
                sources.memories().stream().map(name -> new FusesocCore.Data(RTL + name, name)).toList(), bench, BENCH + bench + ".v",
                vectorNames().stream().map(name -> new FusesocCore.Data(BENCH + name, name)).toList(),
                XDC, VIVADO_PART, top.parameters().stream().map(FusesocCore.Setting::of).toList(),
                top.parameters().stream().filter(parameter -> parameter.name().equals(MEMORY_PATH)).map(FusesocCore.Setting::of).toList());
    }

    private IpxactComponent component() {
        List<Interface> interfaces = Interface.of(top.ports());
        return new IpxactComponent(origin, sources.top(), origin.version(), description(), CLOCK, RESET,
                IpxactComponent.associated(interfaces), interfaces.stream().map(IpxactComponent.BusInterface::of).toList(),
                top.ports().stream().map(IpxactComponent.XmlPort::of).toList(),
                top.parameters().stream().map(IpxactComponent.XmlParameter::of).toList(), inRtl(sources.verilog()),
                inRtl(sources.memories()), XDC, bench, List.of(BENCH + bench + ".v"),
                vectorNames().stream().map(name -> BENCH + name).toList());
    }

    private ClockConstraints constraints(String reader) {
        return ClockConstraints.of(origin, reader, megahertz, CLOCK, top.ports());
    }

    private QuartusScript quartus() {
        return new QuartusScript(origin, sources.top(), QUARTUS_FAMILY, QUARTUS_DEVICE, SDC,
                top.parameters().stream().anyMatch(parameter -> parameter.name().equals(MEMORY_PATH)),
                top.ports().stream().map(Port::name).filter(name -> !name.equals(CLOCK)).toList());
    }

    private Bench bench() {
        IntegerNetwork network = plan.network();
        // each engine may have a whole frame to do, in the worst case, before a beat comes out
        long patience = Math.min(Integer.MAX_VALUE, (plan.engines().size() + 2) * plan.worstCycles() + 10_000);
        return new Bench(origin, bench, rtl.name(), frames.size(), plan.input().beats(),
                BeatFile.width(plan.input(), network.input().format()), output().beats(),
                BeatFile.width(output(), network.output().format()), plan.cycles(), patience, INPUTS, OUTPUTS, MASKS,
                load());
    }

    private Optional<Bench.Load> load() {
        int words = plan.loadMap().size();
        return words == 0 ? Optional.empty() : Optional.of(new Bench.Load(words, rtl.name() + RtlBuilder.LOAD_FILE));
    }

    private SortedMap<String, byte[]> vectors() {
        IntegerNetwork network = plan.network();
        GoldenModel golden = new GoldenModel(network);
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(BENCH + INPUTS, BeatFile.of(plan.input(), network.input().format(), frames));
        files.put(BENCH + OUTPUTS, BeatFile.of(output(), network.output().format(), frames.stream().map(golden::infer).toList()));
        files.put(BENCH + MASKS, BeatFile.masks(output(), network.output().format()));
        return files;
    }

    /** The stream that leaves the accelerator. */
    private StreamOrder output() {
        return plan.engines().get(plan.engines().size() - 1).output();
    }

    private static List<String> vectorNames() {
        return List.of(INPUTS, OUTPUTS, MASKS);
    }

    private static List<String> inRtl(List<String> names) {
        return names.stream().map(name -> RTL + name).toList();
    }

    private String description() {
        return "Neural network accelerator with AXI-Stream input and output: " + number(plan.usedLanes()) + " multipliers, "
                + number(plan.cycles()) + " clocks per frame";
    }

    private DesignReadme readme() {
        Accelerator accelerator = rtl.modules().stream().filter(Accelerator.class::isInstance).map(Accelerator.class::cast)
                .findFirst().orElseThrow(() -> new IllegalArgumentException("the output model has no accelerator"));
        return new DesignReadme(origin, sources.top(), rtl.name(), accelerator.inputComment(), accelerator.outputComment(),
                accelerator.beatNotes(), top.ports().stream().map(KitBuilder::row).toList(),
                top.parameters().stream().map(KitBuilder::row).toList(), constraints("").megahertz(),
                frames.size() + (random ? " random frames" : " of the model's sample images"), figures(),
                plan.worstCycles() == plan.cycles() ? Optional.empty() : Optional.of(number(plan.worstCycles())),
                IntStream.range(0, plan.engines().size()).mapToObj(this::engine).toList());
    }

    private DesignReadme.Figures figures() {
        List<EnginePlan> engines = plan.engines();
        return new DesignReadme.Figures(number(plan.usedLanes()), number(plan.cycles()),
                number(bytes(engines.stream().mapToLong(EnginePlan::tableBits).sum())),
                number(bytes(engines.stream().mapToLong(EnginePlan::bufferBits).sum())),
                number(engines.stream().mapToLong(EnginePlan::nonzeros).sum()),
                String.format(Locale.ROOT, "%.1f %%", 100 * plan.utilization()), number(plan.input().beats()), number(output().beats()));
    }

    private DesignReadme.Engine engine(int number) {
        EnginePlan engine = plan.engines().get(number);
        return new DesignReadme.Engine(rtl.streams().get(number), engine.operation().kind(),
                engine.output().rows() + " x " + engine.output().columns(), number(engine.lanes()), number(engine.cycles()),
                number(engine.nonzeros()), number(engine.memoryBits()));
    }

    private static DesignReadme.Row row(Port port) {
        return new DesignReadme.Row(port.name(), port.direction().name().toLowerCase(Locale.ROOT) + ", " + port.width()
                + (port.width() == 1 ? " bit" : " bits"), cell(port.comment()));
    }

    private static DesignReadme.Row row(Parameter parameter) {
        return new DesignReadme.Row(parameter.name(), parameter.text() ? '"' + parameter.value() + '"' : parameter.value(),
                cell(parameter.comment()));
    }

    /** Text for a cell of a Markdown table. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static long bytes(long bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
