package winnow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.emit.Design;
import winnow.network.IntegerNetwork;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.ModelForm;
import winnow.resources.Family;
import winnow.resources.Part;
import winnow.resources.Parts;
import winnow.resources.Resources;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;
import winnow.rtl.Shell;
import winnow.rtl.UartSettings;

/** A design whose area is measured. */
record AreaDesign(String name, Rtl rtl, Path folder) {
    private static final String DIGEST = "0".repeat(64);
    private static final UartSettings UART = new UartSettings(12_000, 1_000_000);

    static AreaDesign of(String model, IntegerNetwork network, PlanOptions options, Path output) throws IOException {
        Plan plan = Planner.plan(network, options);
        return write(model + "-" + options.lanes().orElseThrow(), plan, new Design(plan, "0.0.0", DIGEST), output);
    }

    private static AreaDesign write(String name, Plan plan, Design design, Path output) throws IOException {
        Path folder = output.resolve(name);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(OutputFolder.KIND, "design");
        OutputFolder files = new OutputFolder(folder.resolve("design"), true);
        design.addTo(files).write(details);
        return new AreaDesign(name, RtlBuilder.build(plan), folder);
    }

    /** Those that the model is calibrated with. */
    static List<AreaDesign> calibration(Path output) throws IOException {
        IntegerNetwork lenet300 = ModelForm.read(Path.of("models/lenet300"));
        return List.of(
                of("chain", AreaNetworks.chain(), PlanOptions.budget(4), output),
                of("chain-loaded", AreaNetworks.chain(), PlanOptions.budget(8).withLoaded(List.of("layer0", "layer2", "layer4")), output),
                of("chain-paired", AreaNetworks.chain(), PlanOptions.budget(24).withPairs(), output),
                of("branches", AreaNetworks.branches(), PlanOptions.budget(24), output),
                of("branches", AreaNetworks.branches(), PlanOptions.budget(10), output),
                of("lenet300", lenet300, PlanOptions.budget(13).withInputPixels(4), output),
                of("chain", AreaNetworks.chain(), PlanOptions.budget(40), output));
    }

    /** What a shell takes around a small design: what its top takes but the accelerator. */
    static Resources shell(Shell shell, Family family, Path output) throws IOException {
        Plan plan = Planner.plan(AreaNetworks.chain(), PlanOptions.budget(4));
        Design alone = new Design(plan, "0.0.0", DIGEST);
        AreaDesign design = write("shell-" + shell.key(), plan, shell == Shell.UART ? alone.withUart(UART) : alone.withAxi(), output);
        SynthesizedArea area = SynthesizedArea.of(design.folder.resolve("design/rtl"), design.rtl.name() + "_" + shell.key(),
                shell == Shell.UART ? List.of("../sim/winnow_board_clock.v") : List.of(), family, false, design.folder);
        return area.total().plus(area.instances().get("u_accelerator").times(-1));
    }

    /** Those that it is checked with; none of their networks is among the others. */
    static List<AreaDesign> check(Path output) throws IOException {
        IntegerNetwork lenet5 = ModelForm.read(Path.of("models/lenet5"));
        return List.of(
                of("lenet5", lenet5, PlanOptions.budget(4), output),
                of("lenet5-loaded", lenet5, PlanOptions.budget(6).withLoaded(List.of("conv2", "ip1")), output),
                of("residual", AreaNetworks.residual(), PlanOptions.budget(12), output),
                of("digits", ModelForm.read(Path.of("build/area/digits-model")), PlanOptions.budget(8), output),
                of("lenet5", lenet5, PlanOptions.budget(24), output));
    }

    Map<String, List<Part>> parts() {
        return Parts.of(rtl);
    }

    SynthesizedArea synthesize(Family family, boolean whole) throws IOException {
        return SynthesizedArea.of(folder.resolve("design/rtl"), rtl.name(), List.of(), family, whole, folder);
    }

    /** What the netlist has of a part, the parts below it left out. */
    static Resources own(Part part, List<Part> siblings, SynthesizedArea area) {
        Resources own = area.instances().getOrDefault(part.path(), Resources.NONE);
        for (Part other : siblings) {
            boolean below = other.path().startsWith(part.path() + ".")
                    && siblings.stream().noneMatch(between -> between.path().startsWith(part.path() + ".")
                            && other.path().startsWith(between.path() + "."));
            if (below && area.instances().containsKey(other.path())) {
                own = own.plus(area.instances().get(other.path()).times(-1));
            }
        }
        return own;
    }
}
