package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.output.IoProblem;
import winnow.output.Sha256;
import winnow.reader.ModelForm;
import winnow.simulate.Verilator;

/** Measures a model: designs for several budgets, the planner, the golden model, its weights. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measures a model's designs for several budgets and holds the figures against limits.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "A model folder.")
    private Path model;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model's name in the file of limits.")
    private String name;

    @Option(names = "--lanes", required = true, arity = "1..*", paramLabel = "N", description = "Budgets of multipliers.")
    private SortedSet<Integer> budgets = new TreeSet<>();

    @Option(names = "--images", required = true, arity = "1..*", paramLabel = "FILE", description = "Images; three are simulated.")
    private List<Path> images;

    @Option(names = "--prototxt", paramLabel = "FILE", description = "The float network that the model was quantised from.")
    private Path prototxt;

    @Option(names = "--weights", paramLabel = "FILE", description = "Its weights.")
    private Path weights;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The folder for results and designs.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final List<BudgetResult> results = new ArrayList<>();
    private Limits limits;
    private IntegerNetwork network;
    private List<IntTensor> frames;
    private BenchReport report;

    /** A part of the bench; what it throws is reported, and the others go on. */
    private interface Part {
        void measure() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        limits = Limits.of(name);
        network = ModelForm.read(model);
        frames = BenchImages.read(images, network.input().shape());
        report = new BenchReport(output, "bench", network.name(), facts());
        Verilator verilator = Verilator.find(Optional.ofNullable(System.getenv("WINNOW_VERILATOR")).orElse("verilator"));
        BudgetRun run = new BudgetRun(model, network, frames, verilator, output.resolve("designs"));
        measure("weights", this::weighWeights);
        for (int lanes : budgets) {
            measure(lanes + " lanes", () -> simulate(run, lanes));
        }
        print("\n" + BudgetResult.table(results).markdown());
        measure("planner", this::sweep);
        measure("software", this::infer);
        print("\n" + report.verdict());
        print((report.passed() ? "PASSED: " : "FAILED: ") + output.resolve("bench.md"));
        return report.passed() ? 0 : 1;
    }

    private Map<String, Object> facts() throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("network", network.name());
        facts.put("model_sha256", Sha256.of(Files.readAllBytes(model.resolve(ModelForm.MODEL))));
        facts.put("java", Runtime.version().toString());
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        return facts;
    }

    private void measure(String what, Part part) throws IOException {
        print("measuring " + what);
        try {
            part.measure();
        } catch (InvalidInputException e) {
            fail(what, e.problems().get(0) + (e.problems().size() > 1 ? " (and " + (e.problems().size() - 1) + " more)" : ""));
        } catch (IOException e) {
            fail(what, IoProblem.of(e));
        } catch (RuntimeException e) {
            e.printStackTrace(spec.commandLine().getErr());
            fail(what, e.toString());
        }
        report.write();
    }

    private void fail(String what, String why) {
        report.failure(what, why);
        print("FAILED " + what + ": " + why);
    }

    private void weighWeights() {
        WeightTable table = new WeightTable(network);
        report.check(List.of(table.check(limits)));
        report.section("Weights", table.table().markdown(), "weights", table.toJson());
        print("\n" + table.table().markdown());
    }

    private void simulate(BudgetRun run, int lanes) throws IOException {
        BudgetResult result = run.run(lanes);
        results.add(result);
        report.check(result.checks(limits));
        report.section("Budgets", BudgetResult.table(results).markdown(), "budgets", results.stream().map(BudgetResult::toJson).toList());
        result.simulation().first().forEach(mismatch -> print("FIRST DIFFERENCE: " + mismatch));
        result.simulation().faults().forEach(fault -> print("FAULT: " + fault));
        print(result.summary());
    }

    private void sweep() throws IOException {
        PlannerSweep sweep = PlannerSweep.of(network, budgets);
        report.check(sweep.checks(limits));
        new BudgetCharts(sweep.between(), results).write(output);
        report.section("Pictures", "![utilisation](utilisation.svg)\n\n![cycles per frame](cycles.svg)\n", "planner", sweep.toJson());
        print(String.format(Locale.ROOT, "planned for %d budgets; drawn in %s and cycles.svg", sweep.between().size() + 1,
                output.resolve("utilisation.svg")));
    }

    private void infer() throws IOException {
        double golden = InferenceTimes.golden(network, frames);
        Optional<InferenceTimes.Dense> dense = Optional.empty();
        if (prototxt != null && weights != null) {
            FloatSource source = FloatSource.read(model, prototxt, weights);
            dense = Optional.of(InferenceTimes.dense(source.network(), source.transform(), frames));
        }
        InferenceTimes times = new InferenceTimes(golden, dense);
        report.check(times.checks(limits));
        report.section("Software", times.table().markdown(), "software", times.toJson());
        print("\n" + times.table().markdown());
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
