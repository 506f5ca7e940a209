package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.resources.Estimate;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.resources.Resources;
import winnow.rtl.Shell;

/** Holds the resource model against syntheses of designs that it was not calibrated with. */
@Command(name = "check-area", description = "Compares predicted area with synthesised area, network by network.")
public final class AreaCheck implements Callable<Integer> {
    private static final double MEDIAN = 15;
    private static final double WORST = 25;
    private static final List<Resource> CALIBRATED = List.of(Resource.LUT, Resource.FF);
    private static final List<Resource> EXACT = List.of(Resource.BRAM, Resource.SPRAM, Resource.DSP);

    @Option(names = "--families", split = ",", paramLabel = "FAMILY", description = "Families to check.")
    private List<String> families = Family.NAMES;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "For designs and netlists.")
    private Path work;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final List<Double> errors = new ArrayList<>();
    private boolean exact = true;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new AreaCheck(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<AreaDesign> designs = AreaDesign.check(work);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-9s %-12s %17s %7s %17s %7s %11s %11s %11s%n", "family", "design", "LUT", "error", "FF", "error", "BRAM", "SPRAM", "DSP");
        for (String name : families) {
            Family family = Family.of(name);
            for (AreaDesign design : designs) {
                out.print(row(family, design));
                out.flush();
            }
        }
        Collections.sort(errors);
        double median = errors.get(errors.size() / 2);
        double worst = errors.get(errors.size() - 1);
        boolean passed = exact && median <= MEDIAN && worst <= WORST;
        out.printf(Locale.ROOT, "%s: median error %.1f %% (limit %.0f %%), worst %.1f %% (limit %.0f %%), BRAM and DSP %s%n",
                passed ? "PASSED" : "FAILED", median, MEDIAN, worst, WORST, exact ? "exact" : "NOT exact");
        return passed ? 0 : 1;
    }

    private String row(Family family, AreaDesign design) throws IOException {
        Resources predicted = Estimate.of(design.rtl(), family, Shell.NONE).total();
        Resources found = design.synthesize(family, true).total();
        StringBuilder row = new StringBuilder(String.format("%-9s %-12s", family.name(), design.name()));
        for (Resource resource : CALIBRATED) {
            row.append(String.format(Locale.ROOT, " %8.0f %8.0f %6.1f%%", predicted.of(resource), found.of(resource),
                    error(predicted.of(resource), found.of(resource))));
        }
        for (Resource resource : EXACT) {
            exact &= predicted.of(resource) == found.of(resource);
            row.append(String.format(" %5s %5s", Resources.text(predicted.of(resource)), Resources.text(found.of(resource))));
        }
        return row.append('\n').toString();
    }

    private double error(double predicted, double found) {
        double error = 100 * (predicted - found) / found;
        errors.add(Math.abs(error));
        return error;
    }
}
