package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import winnow.network.InvalidInputException;
import winnow.rtl.Shell;

/**
 * What logic takes of a family: for each library module a number per term of its parts, none negative. Calibrated by
 * synthesis, see the architecture document.
 *
 * @param modules by the module's name
 * @param flat    what is left of the sum of all parts when they are synthesised as one
 * @param shells  what surrounds an accelerator, by the shell's name
 */
public record AreaModel(
        @JsonProperty("modules") Map<String, Coefficients> modules,
        @JsonProperty("flat") Logic flat,
        @JsonProperty("shells") Map<String, Logic> shells) {
    /** Look-up tables and flip-flops per term. */
    public record Coefficients(
            @JsonProperty("lut") Map<String, Double> lut, @JsonProperty("ff") Map<String, Double> ff) {
        public Coefficients {
            lut = new TreeMap<>(lut);
            ff = new TreeMap<>(ff);
        }
    }

    /** Look-up tables and flip-flops. */
    public record Logic(@JsonProperty("lut") double lut, @JsonProperty("ff") double ff) {}

    public AreaModel {
        modules = new TreeMap<>(modules);
        shells = new TreeMap<>(shells);
    }

    /**
     * The model that Winnow comes with.
     *
     * @throws InvalidInputException if the family is not calibrated
     */
    public static AreaModel of(Family family) {
        try (InputStream in = AreaModel.class.getResourceAsStream(family.name() + "-area.json")) {
            if (in == null) {
                throw new InvalidInputException(family.title() + ": look-up tables and flip-flops are not calibrated;"
                        + " run make calibrate-area");
            }
            return new ObjectMapper().readValue(in, AreaModel.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Look-up tables of a part by itself, memory made of them included. */
    public double luts(Part part, Family family) {
        return sum(coefficients(part).lut, part.terms(family)) + memoryLuts(part, family);
    }

    /** Flip-flops of a part by itself. */
    public double ffs(Part part, Family family) {
        return sum(coefficients(part).ff, part.terms(family));
    }

    /** Look-up tables that a part's memories are made of, which are no matter of calibration. */
    public static double memoryLuts(Part part, Family family) {
        return part.blocks(family).of(Resource.LUT);
    }

    /** What surrounds an accelerator. */
    Resources shell(Shell shell) {
        Logic takes = shells.get(shell.key());
        return Resources.of(Resource.LUT, takes.lut()).with(Resource.FF, takes.ff());
    }

    private Coefficients coefficients(Part part) {
        Coefficients coefficients = modules.get(part.module());
        if (coefficients == null) {
            throw new IllegalStateException(part.module() + " is not calibrated; run make calibrate-area");
        }
        return coefficients;
    }

    private static double sum(Map<String, Double> coefficients, Map<String, Double> terms) {
        return coefficients.entrySet().stream().mapToDouble(entry -> entry.getValue() * terms.getOrDefault(entry.getKey(), 0.0)).sum();
    }
}
