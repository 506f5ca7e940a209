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
import winnow.resources.Resources;

/** Holds the resource model against syntheses of designs that it was not calibrated with. */
@Command(name = "check-area", description = "Compares predicted area with synthesised area, network by network.")
public final class AreaCheck implements Callable<Integer> {
    private static final double MEDIAN = 15;
    private static final double WORST = 25;

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
        out.printf("%-9s %-12s %17s %7s %17s %7s %11s %11s%n", "family", "design", "LUT", "error", "FF", "error", "BRAM", "DSP");
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
        Resources predicted = Estimate.of(design.rtl(), family).total();
        Resources found = design.synthesize(family, true).total();
        exact &= predicted.bram() == found.bram() && predicted.dsp() == found.dsp();
        return String.format(Locale.ROOT, "%-9s %-12s %8d %8d %6.1f%% %8d %8d %6.1f%% %5d %5d %5d %5d%n", family.name(), design.name(),
                predicted.lut(), found.lut(), error(predicted.lut(), found.lut()), predicted.ff(), found.ff(),
                error(predicted.ff(), found.ff()), predicted.bram(), found.bram(), predicted.dsp(), found.dsp());
    }

    private double error(int predicted, int found) {
        double error = 100.0 * (predicted - found) / found;
        errors.add(Math.abs(error));
        return error;
    }
}
