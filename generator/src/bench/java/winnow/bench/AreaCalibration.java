package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.output.Json;
import winnow.resources.AreaModel;
import winnow.resources.Family;
import winnow.resources.Part;
import winnow.resources.Resource;
import winnow.resources.Resources;
import winnow.rtl.Shell;

/** Fits the resource model to what Yosys makes of small designs: a sample is an instance of a library module. */
@Command(name = "calibrate-area", description = "Synthesises small designs and fits the resource model to their parts.")
public final class AreaCalibration implements Callable<Integer> {
    private static final int LEAST_WEIGHED = 4;
    private static final double DIGITS = 1e4;
    private static final int WHOLE = 5;

    @Option(names = "--families", split = ",", paramLabel = "FAMILY", description = "Families to calibrate.")
    private List<String> families = Family.NAMES;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "For designs and netlists.")
    private Path work;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "For the coefficients.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** A part and what it takes by itself. */
    private record Sample(Part part, Map<String, Double> terms, double lut, double ff) {}

    public static void main(String[] arguments) {
        System.exit(Bench.run(new AreaCalibration(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<AreaDesign> designs = AreaDesign.calibration(work);
        for (String name : families) {
            Family family = Family.of(name);
            AreaModel apart = fit(designs, family);
            Map<String, AreaModel.Logic> shells = new TreeMap<>();
            for (Shell shell : List.of(Shell.UART, Shell.AXI)) {
                print(name + ": shell " + shell.key());
                Resources takes = AreaDesign.shell(shell, family, work);
                shells.put(shell.key(), new AreaModel.Logic(takes.of(Resource.LUT), takes.of(Resource.FF)));
            }
            AreaModel model = new AreaModel(apart.modules(), flat(designs, family, apart), shells);
            Json.write(output.resolve(name + "-area.json"), json(model));
            print(name + ": calibrated with " + designs.size() + " designs, as one module " + model.flat());
        }
        return 0;
    }

    private AreaModel fit(List<AreaDesign> designs, Family family) throws IOException {
        Map<String, List<Sample>> samples = new TreeMap<>();
        for (AreaDesign design : designs) {
            print(family.name() + ": " + design.name() + ", its modules apart");
            SynthesizedArea area = design.synthesize(family, false);
            for (List<Part> parts : design.parts().values()) {
                for (Part part : parts) {
                    Resources own = AreaDesign.own(part, parts, area);
                    samples.computeIfAbsent(part.module(), module -> new ArrayList<>()).add(new Sample(part, part.terms(family),
                            Math.max(0, own.of(Resource.LUT) - AreaModel.memoryLuts(part, family)), own.of(Resource.FF)));
                }
            }
        }
        Map<String, AreaModel.Coefficients> modules = new TreeMap<>();
        samples.forEach((module, of) -> modules.put(module,
                new AreaModel.Coefficients(coefficients(of, Sample::lut), coefficients(of, Sample::ff))));
        return new AreaModel(modules, new AreaModel.Logic(1, 1), Map.of());
    }

    private static Map<String, Double> coefficients(List<Sample> samples, ToDoubleFunction<Sample> value) {
        Set<String> terms = new LinkedHashSet<>();
        samples.forEach(sample -> terms.addAll(sample.terms().keySet()));
        List<String> columns = List.copyOf(terms);
        double[][] rows = samples.stream().map(sample -> columns.stream()
                .mapToDouble(term -> sample.terms().getOrDefault(term, 0.0)).toArray()).toArray(double[][]::new);
        double[] values = samples.stream().mapToDouble(value).toArray();
        double[] weights = samples.stream().mapToDouble(sample -> 1 / Math.max(LEAST_WEIGHED, value.applyAsDouble(sample))).toArray();
        double[] fitted = NonNegativeFit.of(rows, values, weights);
        Map<String, Double> coefficients = new TreeMap<>();
        for (int i = 0; i < fitted.length; i++) {
            double rounded = Math.round(fitted[i] * DIGITS) / DIGITS;
            if (rounded > 0) {
                coefficients.put(columns.get(i), rounded);
            }
        }
        return coefficients;
    }

    /** What is left of the parts' sum in designs that are synthesised as one module: the first ones, which are small. */
    private AreaModel.Logic flat(List<AreaDesign> designs, Family family, AreaModel apart) throws IOException {
        double lut = 0;
        double ff = 0;
        double lutApart = 0;
        double ffApart = 0;
        for (AreaDesign design : designs.subList(0, WHOLE)) {
            print(family.name() + ": " + design.name() + ", as one module");
            Resources whole = design.synthesize(family, true).total();
            lut += whole.of(Resource.LUT);
            ff += whole.of(Resource.FF);
            for (List<Part> parts : design.parts().values()) {
                lutApart += parts.stream().mapToDouble(part -> apart.luts(part, family)).sum();
                ffApart += parts.stream().mapToDouble(part -> apart.ffs(part, family)).sum();
            }
        }
        return new AreaModel.Logic(Math.round(lut / lutApart * DIGITS) / DIGITS, Math.round(ff / ffApart * DIGITS) / DIGITS);
    }

    private static Map<String, Object> json(AreaModel model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("flat", model.flat());
        json.put("shells", model.shells());
        json.put("modules", model.modules());
        return json;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
