package winnow.handoff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import winnow.emit.Design;
import winnow.network.IntegerNetwork;
import winnow.network.Perceptrons;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;

/** Small designs with their kits. */
final class KitDesigns {
    private static final int LANES = 8;

    private KitDesigns() {}

    /** A version as FuseSoC and IP-XACT take them. */
    static final String VERSION = "1.2.3";

    static Path write(Path folder, IntegerNetwork network) throws IOException {
        return write(folder, Planner.plan(network, LANES));
    }

    static Path write(Path folder, Plan plan) throws IOException {
        Path design = folder.resolve(plan.network().name());
        new Design(plan, VERSION, "0".repeat(64)).addTo(new OutputFolder(design, false)).write(Map.of());
        return design;
    }

    /** Several values a beat at both ends; the last beats of a frame are short. */
    static Plan wide() {
        IntegerNetwork network = Perceptrons.of(3, new double[] {0.3, 0.5}, 30, 16, 10);
        return Planner.plan(network, PlanOptions.budget(6).withInputPixels(4).withOutputPixels(3));
    }

    /** Weights that are loaded at start. */
    static Plan loaded() {
        return Planner.plan(TinyNetworks.colours(), PlanOptions.budget(LANES).withLoaded(List.of("conv")));
    }

    /** The header of a design's top. */
    static ModuleHeader top(Path design, String name) throws IOException {
        return ModuleHeader.of(Files.readString(design.resolve("rtl/" + name + ".v")), name);
    }

    /** The design's files in a folder that end so, sorted. */
    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
