package winnow.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.rtl.Rtl;
import winnow.rtl.Shell;

/**
 * What a plan's design takes of a family of devices: block RAMs and DSP blocks counted as Yosys makes them, look-up tables and
 * flip-flops by the calibrated model.
 *
 * @param engines by the name of the engine's stream, in the plan's order; last what is beside the engines, and the shell
 */
public record Estimate(Family family, Map<String, Resources> engines) {
    private static final String SHELL = "shell";

    /** Predicts for a plan's output model with what surrounds it. */
    public static Estimate of(Rtl rtl, Family family, Shell shell) {
        AreaModel model = AreaModel.of(family);
        Map<String, Resources> engines = new LinkedHashMap<>();
        Parts.of(rtl).forEach((name, parts) -> engines.put(name, resources(parts, model, family)));
        if (shell != Shell.NONE) {
            engines.put(SHELL, rounded(model.shell(shell)));
        }
        return new Estimate(family, engines);
    }

    private static Resources resources(List<Part> parts, AreaModel model, Family family) {
        double luts = parts.stream().mapToDouble(part -> model.luts(part, family)).sum() * model.flat().lut();
        double ffs = parts.stream().mapToDouble(part -> model.ffs(part, family)).sum() * model.flat().ff();
        return rounded(blocks(parts, family).with(Resource.LUT, luts).with(Resource.FF, ffs));
    }

    private static Resources rounded(Resources resources) {
        return resources.with(Resource.LUT, Math.round(resources.of(Resource.LUT)))
                .with(Resource.FF, Math.round(resources.of(Resource.FF)));
    }

    static Resources blocks(List<Part> parts, Family family) {
        return parts.stream().map(part -> part.blocks(family)).reduce(Resources.NONE, Resources::plus);
    }

    /** What one engine takes. */
    public Resources engine(String stream) {
        return engines.get(stream);
    }

    /** All engines and what is beside them. */
    public Resources total() {
        return engines.values().stream().reduce(Resources.NONE, Resources::plus);
    }

    /** The same as a device must have it: flip-flops that occupy logic cells alone count as look-up tables. */
    public Resources occupied() {
        Resources total = total();
        return total.with(Resource.LUT, Math.ceil(total.of(Resource.LUT) + family.loneFlipFlops() * total.of(Resource.FF)));
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
