package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Networks that were compressed with several seeds each: {@code FOLDER/NETWORK-SEED}, as {@code models/train.sh} names them. */
@Command(name = "headline", description = "Compares networks compressed with several seeds with what others published of them.")
final class HeadlineCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "Holds the model folders NETWORK-SEED.")
    private Path folder;

    @Option(names = "--networks", required = true, arity = "1..*", paramLabel = "NETWORK",
            description = "Names in the files of limits and of published results.")
    private List<String> networks;

    @Option(names = "--seeds", required = true, arity = "1..*", paramLabel = "N")
    private List<Integer> seeds;

    @Mixin
    private SplitImages images;

    @Option(names = "--seconds", paramLabel = "S", description = "What making the models took; printed with the rest.")
    private Long seconds;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "Gets headline.md and headline.json.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seeds", seeds);
        if (seconds != null) {
            facts.put("training_seconds", seconds);
        }
        BenchReport report = new BenchReport(output, "headline", "LeNet-300-100 and LeNet-5 on MNIST, compressed", facts);
        PrintWriter out = spec.commandLine().getOut();
        for (String network : networks) {
            HeadlineTable table = table(network);
            report.check(table.checks());
            report.section(network, table.markdown(), network, table.toJson());
            out.println("\n" + table.markdown());
        }
        report.write();
        out.println(report.verdict());
        if (seconds != null) {
            out.println(String.format(Locale.ROOT, "training and compression took %d min %d s", seconds / 60, seconds % 60));
        }
        out.println((report.passed() ? "PASSED: " : "MISSED: ") + output.resolve("headline.md"));
        return report.passed() ? 0 : 1;
    }

    private HeadlineTable table(String network) throws IOException {
        List<MeasuredModel> models = new ArrayList<>();
        for (int seed : seeds) {
            models.add(MeasuredModel.read("seed " + seed, folder.resolve(network + "-" + seed), images));
        }
        return new HeadlineTable(network, models, PublishedResult.of(network), Limits.of(network));
    }
}
