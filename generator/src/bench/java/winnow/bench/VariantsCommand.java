package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.onnx.OnnxReader;
import winnow.output.OutputFolder;
import winnow.quantize.InputTransform;

/**
 * Compressed and simulated networks, one a row: of each the model folder {@code FOLDER/NAME} and {@code FOLDER/NAME.json} of its
 * simulation, as {@code models/variants.sh} makes them.
 */
@Command(name = "variants", description = "Compares networks that were compressed in different ways, in software and in hardware.")
final class VariantsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "Holds the model folders and the results of simulation.")
    private Path folder;

    @Option(names = "--names", required = true, arity = "1..*", paramLabel = "NAME", description = "Of the variants, in the table's order.")
    private List<String> names;

    @Option(names = "--float", required = true, paramLabel = "ONNX", description = "The float network that all were made from.")
    private Path floats;

    @Option(names = "--limits", required = true, paramLabel = "NAME", description = "Their entry in the file of limits, and the name of the results.")
    private String limitsName;

    @Mixin
    private SplitImages images;

    @Option(names = "--title", required = true, paramLabel = "TEXT")
    private String title;

    @Option(names = "--seconds", paramLabel = "S", description = "What making all of it took; written with the rest.")
    private Long seconds;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "Gets the table as .md and .json.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<VariantsTable.Row> rows = new ArrayList<>();
        for (String name : names) {
            Path model = folder.resolve(name);
            rows.add(new VariantsTable.Row(MeasuredModel.read(name, model, images), options(model),
                    SimulatedDesign.read(folder.resolve(name + ".json"))));
        }
        InputTransform transform = FloatSource.transform(folder.resolve(names.get(0)));
        VariantsTable table = new VariantsTable(rows, FloatBaseline.of(OnnxReader.read(floats), transform, images));
        BenchReport report = new BenchReport(output, limitsName, title, seconds == null ? Map.of() : Map.of("seconds", seconds));
        report.check(table.checks(Limits.of(limitsName)));
        report.section("Variants", table.table().markdown(), "variants", table.toJson());
        report.write();
        PrintWriter out = spec.commandLine().getOut();
        out.println("\n" + table.table().markdown());
        out.println(report.verdict());
        out.println((report.passed() ? "PASSED: " : "MISSED: ") + output.resolve(limitsName + ".md"));
        return report.passed() ? 0 : 1;
    }

    /** What the model's manifest says of how it was compressed. */
    private static String options(Path model) throws IOException {
        JsonNode manifest = new ObjectMapper().readTree(model.resolve(OutputFolder.MANIFEST).toFile());
        List<String> options = new ArrayList<>();
        for (String option : List.of("density", "codebook", "weights")) {
            options.add(option + " " + manifest.path(option).asText());
        }
        manifest.path("rank").fields().forEachRemaining(rank -> options.add("rank of " + rank.getKey() + " " + rank.getValue().asInt()));
        return String.join("; ", options);
    }
}
