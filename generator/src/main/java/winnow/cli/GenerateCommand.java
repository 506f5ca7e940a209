package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.emit.Design;
import winnow.handoff.Kit;
import winnow.network.IntegerNetwork;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.ModelForm;

/** {@code winnow generate}: from a model and a budget of multipliers to Verilog. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Plans a model's accelerator for a budget of multipliers and writes its Verilog.")
public final class GenerateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "A model folder, or its model.json.")
    private Path model;

    /** What the plan aims at: one of the two. */
    private static final class Aim {
        @Option(names = "--lanes", paramLabel = "N",
                description = "The budget: how many multipliers the accelerator may have.")
        private Integer lanes;

        @Option(names = "--target-cycles", paramLabel = "C",
                description = "Clocks per frame that suffice: as few multipliers as keep them.")
        private Long targetCycles;
    }

    @ArgGroup(multiplicity = "1")
    private Aim aim;

    @Option(names = "--no-merge", description = "An engine for every convolution, even for siblings whose outputs are joined.")
    private boolean separate;

    @Option(names = "--input-pixels", paramLabel = "P", defaultValue = "1",
            description = "Pixels in a beat of the input, 1..64 (default: ${DEFAULT-VALUE}). More than one is for networks that"
                    + " begin with a fully-connected layer.")
    private int inputPixels;

    @Option(names = "--output-pixels", paramLabel = "P", defaultValue = "1",
            description = "Values in a beat of the output, 1..64 (default: ${DEFAULT-VALUE}). More than one is for networks that"
                    + " end in a fully-connected layer.")
    private int outputPixels;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The folder to write.")
    private Path output;

    @Option(names = "--force", description = "Replace emitted files in DIR even if they were edited since.")
    private boolean force;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the plan to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requirePositive("--lanes", aim.lanes);
        requirePositive("--target-cycles", aim.targetCycles);
        requireWidth("--input-pixels", inputPixels);
        requireWidth("--output-pixels", outputPixels);
        IntegerNetwork network = ModelForm.read(model);
        Plan plan = Planner.plan(network, options());
        Path folder = Files.isDirectory(model) ? model : model.toAbsolutePath().getParent();
        String digest = Sha256.of(Files.readAllBytes(folder.resolve(ModelForm.MODEL)));
        OutputFolder files = new OutputFolder(output, force);
        new Design(plan, WinnowCommand.VERSION, digest, SampleOptions.frames(folder, network.input(), Kit.FRAMES)).addTo(files);
        ModelForm.add(files, DesignFolder.MODEL + "/", network);
        // so that the design can be simulated by itself
        SampleOptions.copy(folder, files, DesignFolder.MODEL + "/");
        files.write(details(digest, plan));
        if (json != null) {
            Json.write(json, plan.toJson());
        }
        PrintWriter out = spec.commandLine().getOut();
        PlanTable.print(out, plan);
        out.println("written to " + output);
        return 0;
    }

    private PlanOptions options() {
        PlanOptions options = (aim.lanes != null ? PlanOptions.budget(aim.lanes) : PlanOptions.target(aim.targetCycles))
                .withInputPixels(inputPixels).withOutputPixels(outputPixels);
        return separate ? options.unmerged() : options;
    }

    private void requirePositive(String option, Number value) {
        if (value != null && value.longValue() < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + value + " is not at least 1");
        }
    }

    private void requireWidth(String option, int pixels) {
        if (!PlanOptions.isWidth(pixels)) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    option + ": " + pixels + " is not in 1.." + PlanOptions.MOST_PIXELS);
        }
    }

    private Map<String, Object> details(String digest, Plan plan) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, "design");
        details.put("model_sha256", digest);
        details.put("lanes", plan.lanes());
        return details;
    }
}
