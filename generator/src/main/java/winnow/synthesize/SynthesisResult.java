package winnow.synthesize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.board.Board;
import winnow.resources.Resource;
import winnow.resources.Resources;

/**
 * What the tools made of a design.
 *
 * @param versions  of the tools
 * @param layers    what the netlist takes by layer, and what belongs to none
 * @param timing    if it was placed and routed
 * @param seed      of place and route
 * @param bitstream if there is one
 */
public record SynthesisResult(
        SynthesisTask task,
        Map<String, String> versions,
        Map<String, Resources> layers,
        Optional<Timing> timing,
        int seed,
        Optional<Path> bitstream) {
    private static final int SPRAM_KILOBITS = 256;

    SynthesisResult routed(Timing found, int withSeed) {
        return new SynthesisResult(task, versions, layers, Optional.of(found), withSeed, bitstream);
    }

    SynthesisResult packed(Path file) {
        return new SynthesisResult(task, versions, layers, timing, seed, Optional.of(file));
    }

    /** What the netlist takes. */
    public Resources total() {
        return layers.values().stream().reduce(Resources.NONE, Resources::plus);
    }

    /** What the slowest clock may run at, in MHz; 0 if the design was not placed and routed. */
    public double megahertz() {
        return timing.map(Timing::megahertz).orElse(0.0);
    }

    /** Whether the accelerator's clock is reached. */
    public boolean reachesTarget() {
        return megahertz() >= task.board().targetMegahertz();
    }

    /** Frames per second at the fastest clock; 0 if it is not known. */
    public double framesPerSecond() {
        return megahertz() * 1e6 / task.cycles();
    }

    /** What exceeds the device, each as a sentence; empty if the netlist fits. A packer may still need more. */
    public List<String> excess() {
        List<String> excess = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            double there = task.board().has(resource);
            double used = total().of(resource);
            if (resource.isLimited() && used > there) {
                excess.add(String.format(Locale.ROOT, "%s: %s of %s%s", resource.title(), Resources.text(used), Resources.text(there),
                        there == 0 ? "" : " (" + Figures.percent(used, there) + ")"));
            }
        }
        return excess;
    }

    /** Whether another board's device has as much as this netlist takes, its memories counted in bits. */
    public boolean fits(Board other) {
        return List.of(Resource.LUT, Resource.FF, Resource.DSP).stream()
                .allMatch(resource -> total().of(resource) <= other.has(resource))
                && kilobits(task.board(), total()) <= kilobits(other, other.device().has());
    }

    private static double kilobits(Board board, Resources memories) {
        return memories.of(Resource.BRAM) * board.family().blockKilobits() + memories.of(Resource.SPRAM) * SPRAM_KILOBITS;
    }

    /** All of it, for machines. */
    public Map<String, Object> toJson() {
        Board board = task.board();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("board", board.name());
        json.put("device", board.part());
        json.put("top", task.top());
        json.put("out_of_context", task.outOfContext());
        json.put("tools", versions);
        json.put("resources", resources());
        Map<String, Object> byLayer = new LinkedHashMap<>();
        layers.forEach((layer, usage) -> byLayer.put(layer, usage));
        json.put("layers", byLayer);
        json.put("predicted", task.predicted().toJson());
        json.put("cycles_per_frame", task.cycles());
        json.put("target_mhz", board.targetMegahertz());
        timing.ifPresent(found -> putTiming(json, found));
        bitstream.ifPresent(file -> json.put("bitstream", file.getFileName().toString()));
        return json;
    }

    private Map<String, Object> resources() {
        Map<String, Number> used = total().toJson();
        Map<String, Number> available = task.board().device().has().toJson();
        Map<String, Object> json = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("used", used.get(resource.key()));
            if (resource.isLimited()) {
                of.put("available", available.get(resource.key()));
            }
            json.put(resource.key(), of);
        }
        return json;
    }

    private void putTiming(Map<String, Object> json, Timing found) {
        json.put("seed", seed);
        json.put("fmax_mhz", Figures.rounded(megahertz(), 2));
        json.put("reaches_target", reachesTarget());
        json.put("frames_per_second", Figures.rounded(framesPerSecond(), 1));
        Map<String, Object> clocks = new LinkedHashMap<>();
        found.clocks().forEach(clock -> clocks.put(clock.net(), Map.of("fmax_mhz", Figures.rounded(clock.megahertz(), 2))));
        json.put("clocks", clocks);
        Map<String, Object> packed = new LinkedHashMap<>();
        found.utilisation().stream().filter(element -> element.used() > 0).forEach(element -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("used", element.used());
            of.put("available", element.available());
            packed.put(element.kind(), of);
        });
        json.put("packed", packed);
        found.criticalPath().ifPresent(path -> json.put("critical_path", path.toJson()));
    }
}
