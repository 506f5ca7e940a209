package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.network.InvalidInputException;
import winnow.output.IoProblem;
import winnow.simulate.SimulationResult;
import winnow.simulate.Simulator;
import winnow.simulate.Verilator;

/** Measures the engine of fully-connected layers on random matrices of published sizes and densities. */
@Command(name = "bench-fc", mixinStandardHelpOptions = true,
        description = "Measures fully-connected layers beside the bound of their products and an EIE-style reference,"
                + " on the same matrices.")
final class FullyConnectedCommand implements Callable<Integer> {
    /** The case of many elements: nothing is zero but weights. */
    private static final int WIDE_SIZE = 4096;
    private static final double WIDE_DENSITY = 0.1;
    private static final String WIDE = "Wide";

    /** The layer whose design the area of an element is taken from. */
    private static final String AREA_LAYER = "Alex-7";

    @Option(names = "--layers", arity = "1..*", paramLabel = "NAME", description = "Some of the published layers (default: all).")
    private List<String> names = List.of();

    @Option(names = "--elements", arity = "1..*", paramLabel = "N",
            description = "Numbers of processing elements (default: 16 32 64 128 256).")
    private SortedSet<Integer> elements = new TreeSet<>(List.of(16, 32, 64, 128, 256));

    @Option(names = "--simulate", arity = "1..*", paramLabel = "N",
            description = "Those whose RTL is simulated, 0 for none (default: 64 256 1024); the others' clocks are the model's.")
    private SortedSet<Integer> simulated = new TreeSet<>(List.of(PublishedLayer.ELEMENTS, 256, 1024));

    @Option(names = "--queues", arity = "1..*", paramLabel = "N",
            description = "Depths of the elements' queues, powers of two (default: 2 4 8 16 32 64).")
    private SortedSet<Integer> depths = new TreeSet<>(List.of(2, 4, 8, 16, 32, 64));

    @Option(names = "--wide", paramLabel = "N", defaultValue = "1024",
            description = "Elements for 4096 x 4096 at 10 %%, activations dense; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int wide;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "5",
            description = "Different activations, at least 3 (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "2016",
            description = "Of matrices and activations (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--area", paramLabel = "SCRIPT", description = "Synthesises an element; without, no area is given.")
    private Path areaScript;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The folder for results and designs.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Per number of elements the layers measured so far. */
    private final SortedMap<Integer, List<LayerFigures>> figures = new TreeMap<>();
    private final QueueSweep queues = new QueueSweep();
    private List<PublishedLayer> published;
    private Limits limits;
    private BenchReport report;
    private LayerSimulation simulation;

    /** A part of the bench; what it throws is reported, and the others go on. */
    private interface Part {
        void measure() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        limits = Limits.of("fully-connected");
        published = PublishedLayer.all();
        List<PublishedLayer> chosen = chosen();
        report = new BenchReport(output, "fc", "Fully-connected layers", facts());
        report.check(PublishedFigures.handCounted());
        Verilator verilator = Verilator.find(Optional.ofNullable(System.getenv("WINNOW_VERILATOR")).orElse("verilator"));
        simulation = new LayerSimulation(verilator, output.resolve("designs"));
        for (PublishedLayer layer : chosen) {
            measure(layer.size().name(), () -> measure(layer));
        }
        figures.values().forEach(layers -> report.check(table(layers).checks(limits, published.size())));
        if (wide > 0) {
            measure(WIDE, this::measureWide);
        }
        measure("pictures", this::draw);
        if (areaScript != null) {
            measure("the area of an element", this::area);
        }
        report.write();
        print("\n" + report.text());
        print((report.passed() ? "PASSED: " : "FAILED: ") + output.resolve("fc.md"));
        return report.passed() ? 0 : 1;
    }

    private List<PublishedLayer> chosen() {
        if (frames < Simulator.LEAST_FRAMES) {
            throw usage("--frames: " + frames + " is not at least " + Simulator.LEAST_FRAMES + ", which the steady interval takes");
        }
        List<String> known = published.stream().map(layer -> layer.size().name()).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw usage("--layers: there is no " + name + "; known are " + String.join(", ", known));
        });
        if (elements.first() < 1 || simulated.first() < 0 || wide < 0) {
            throw usage("--elements, --simulate and --wide are numbers of processing elements, not negative");
        }
        depths.stream().filter(depth -> Integer.bitCount(depth) != 1 || depth < 2).findFirst().ifPresent(depth -> {
            throw usage("--queues: " + depth + " is not a power of two of at least 2");
        });
        return published.stream().filter(layer -> names.isEmpty() || names.contains(layer.size().name())).toList();
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seed", seed);
        facts.put("frames", frames);
        facts.put("java", Runtime.version().toString());
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("published", published.stream().map(PublishedLayer::toJson).toList());
        return facts;
    }

    private void measure(String what, Part part) throws IOException {
        print("measuring " + what);
        try {
            part.measure();
        } catch (InvalidInputException e) {
            fail(what, String.join("; ", e.problems()));
        } catch (IOException e) {
            fail(what, IoProblem.of(e));
        } catch (RuntimeException e) {
            e.printStackTrace(spec.commandLine().getErr());
            fail(what, e.toString().lines().findFirst().orElseThrow());
        }
        report.write();
    }

    private void fail(String what, String why) {
        report.failure(what, why);
        print("FAILED " + what + ": " + why);
    }

    /** @param number of the layer; each has matrices of its own */
    private RandomLayer random(LayerSize size, int number) {
        return RandomLayer.of(size, seed + number, frames);
    }

    private RandomLayer random(PublishedLayer layer) {
        return random(layer.size(), published.indexOf(layer));
    }

    private void measure(PublishedLayer layer) throws IOException {
        RandomLayer random = random(layer);
        for (int number : elements) {
            PlannedLayer planned = PlannedLayer.of(random, number);
            EieReference reference = new EieReference(random.weights(), number);
            LayerFigures measured = measured(planned, number, reference);
            figures.computeIfAbsent(number, none -> new ArrayList<>()).add(measured);
            if (number == PublishedLayer.ELEMENTS) {
                report.check(PublishedFigures.checks(layer, measured, limits));
                queues.add(measured, planned, reference, depths);
            }
        }
        tables();
    }

    private LayerFigures measured(PlannedLayer planned, int number, EieReference reference) throws IOException {
        Optional<SimulationResult> result = simulated.contains(number) ? Optional.of(simulate(planned, number)) : Optional.empty();
        LayerFigures measured = LayerFigures.of(planned, number, reference, result);
        measured.differences().forEach(difference -> print("OTHER CLOCK: " + difference));
        print(measured.summary());
        report.check(measured.checks());
        return measured;
    }

    private SimulationResult simulate(PlannedLayer planned, int number) throws IOException {
        print("simulating " + planned.layer().size().name() + " on " + number + " elements");
        Stopwatch watch = new Stopwatch();
        SimulationResult result = simulation.run(planned);
        result.first().forEach(mismatch -> print("FIRST DIFFERENCE: " + mismatch));
        result.faults().forEach(fault -> print("FAULT: " + fault));
        print(String.format(Locale.ROOT, "generated, built and simulated in %.0f s", watch.seconds()));
        return result;
    }

    private static LayerTable table(List<LayerFigures> layers) {
        return new LayerTable(layers.get(0).elements(), layers);
    }

    private List<LayerTable> numbers() {
        return figures.values().stream().map(FullyConnectedCommand::table).toList();
    }

    /** Puts all that was measured so far into the report. */
    private void tables() {
        figures.forEach((number, layers) -> {
            if (simulated.contains(number) || number == PublishedLayer.ELEMENTS) {
                LayerTable table = table(layers);
                report.section(number + " elements", table.clocks().markdown() + "\n" + table.storage().markdown(),
                        "elements_" + number, table.means());
            }
        });
        report.section("Scaling", "Geometric means. Where there is RTL, the limits above say whether it takes the model's clocks,"
                + " frame by frame.\n\n" + new ScalingTable(numbers()).table().markdown(), "scaling", numbers().stream().map(LayerTable::toJson).toList());
        if (!queues.isEmpty()) {
            report.section("Depth of the queues", "On " + PublishedLayer.ELEMENTS + " elements; clocks of the models.\n\n"
                    + queues.table().markdown(), "queues", queues.toJson());
        }
        List<LayerFigures> given = figures.getOrDefault(PublishedLayer.ELEMENTS, List.of());
        if (!given.isEmpty()) {
            report.section("Published figures", "At 800 MHz, " + PublishedLayer.ELEMENTS
                    + " elements. EIE's own figures are of real matrices, which are not public.\n\n"
                    + PublishedFigures.table(published, given).markdown(), "published_layers", given.size());
        }
    }

    private void measureWide() throws IOException {
        RandomLayer random = random(new LayerSize(WIDE, WIDE_SIZE, WIDE_SIZE, WIDE_DENSITY, 1), published.size());
        LayerFigures measured = measured(PlannedLayer.of(random, wide), wide, new EieReference(random.weights(), wide));
        OptionalDouble limit = measured.simulation().isPresent() ? limits.of(Figure.PEAK_SHARE, wide) : OptionalDouble.empty();
        report.check(List.of(new Check(measured.subject(), Figure.PEAK_SHARE, limit, OptionalDouble.empty(), measured.peakShare())));
        LayerTable table = table(List.of(measured));
        report.section("Many elements", String.format(Locale.ROOT, "%1$d x %1$d, %2$.0f %% of the weights, no activation zero, %3$d elements: %4$.3f of"
                + " their peak. On its own layers ESE (Han et al., FPGA 2017) reaches 0.689.\n\n", WIDE_SIZE, 100 * WIDE_DENSITY, wide,
                measured.peakShare()) + table.clocks().markdown() + "\n" + table.storage().markdown(), "wide", table.toJson());
    }

    private void draw() throws IOException {
        List<LayerTable> numbers = numbers();
        if (numbers.isEmpty()) {
            return;
        }
        LayerTable layers = numbers.stream().filter(of -> of.elements() == PublishedLayer.ELEMENTS).findFirst().orElse(numbers.get(0));
        LayerCharts.layers(layers, output);
        LayerCharts.scaling(numbers, output);
        report.section("Pictures", "![share of the bound by layer](layers.svg)\n\n![scaling](scaling.svg)\n", "pictures",
                List.of("layers.svg", "scaling.svg"));
    }

    private void area() throws IOException {
        PublishedLayer layer = published.stream().filter(of -> of.size().name().equals(AREA_LAYER)).findFirst().orElseThrow();
        Path design = simulation.generate(PlannedLayer.of(random(layer), PublishedLayer.ELEMENTS));
        ElementArea area = ElementArea.of(areaScript, design, output);
        report.section("Area of one element", area.markdown(), "element_area", area.json());
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
