package winnow.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.planner.Plan;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;

/**
 * What a plan's design takes of a family of devices: block RAMs and DSP blocks counted as Yosys makes them, look-up tables and
 * flip-flops by the calibrated model.
 *
 * @param engines by the name of the engine's stream, in the plan's order; last what is beside the engines
 */
public record Estimate(Family family, Map<String, Resources> engines) {
    /** Predicts. */
    public static Estimate of(Plan plan, Family family) {
        return of(RtlBuilder.build(plan), family);
    }

    /** Predicts for a plan's output model. */
    public static Estimate of(Rtl rtl, Family family) {
        AreaModel model = AreaModel.of(family);
        Map<String, Resources> engines = new LinkedHashMap<>();
        Parts.of(rtl).forEach((name, parts) -> engines.put(name, resources(parts, model, family)));
        return new Estimate(family, engines);
    }

    private static Resources resources(List<Part> parts, AreaModel model, Family family) {
        double luts = parts.stream().mapToDouble(part -> model.luts(part, family)).sum() * model.flat().lut();
        double ffs = parts.stream().mapToDouble(part -> model.ffs(part, family)).sum() * model.flat().ff();
        return new Resources((int) Math.round(luts), (int) Math.round(ffs), brams(parts, family), dsps(parts, family));
    }

    static int brams(List<Part> parts, Family family) {
        return parts.stream().flatMap(part -> part.memories().stream()).mapToInt(memory -> family.place(memory).blocks()).sum();
    }

    static int dsps(List<Part> parts, Family family) {
        return parts.stream().flatMap(part -> part.multipliers().stream()).mapToInt(family::dsps).sum();
    }

    /** All engines and what is beside them. */
    public Resources total() {
        return engines.values().stream().reduce(Resources.NONE, Resources::plus);
    }

    /** As the value of a JSON object. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("family", family.name());
        json.put("units", family.units());
        json.put("total", total());
        json.put("layers", engines);
        return json;
    }
}
