package winnow.synthesize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import winnow.handoff.ConstraintPorts;
import winnow.handoff.Port;
import winnow.network.InvalidInputException;
import winnow.resources.Resources;

/** Runs the tools one after the other, and reads what each says. */
public final class Synthesizer {
    private static final String WORK = "work";

    private final SynthesisTask task;
    private final Toolchain tools;
    private final Path work;
    private final Consumer<String> watcher;

    private Synthesizer(SynthesisTask task, Toolchain tools, Consumer<String> watcher) {
        this.task = task;
        this.tools = tools;
        this.work = task.output().resolve(WORK);
        this.watcher = watcher;
    }

    /**
     * Synthesises a design, and places, routes and packs it if the task says so. Logs and what the tools hand on stay in the
     * output's folder {@code work}.
     *
     * @param watcher is told what begins
     * @throws InvalidInputException if a tool is missing or fails, if the pin file does not fit the top, or if there is no
     *                               bitstream because the clock is not reached
     */
    public static SynthesisResult run(SynthesisTask task, Consumer<String> watcher) throws IOException {
        Sources.check(task);
        Toolchain tools = Toolchain.find(task.board(), task.route() && task.board().family().isRouted(), task.pack());
        return new Synthesizer(task, tools, watcher).run();
    }

    private SynthesisResult run() throws IOException {
        FileUtils.deleteDirectory(work.toFile());
        Files.createDirectories(work);
        LayerNames names = new LayerNames(task.layers());
        Sources sources = Sources.gather(task, work);
        watcher.accept("synthesis (" + tools.yosys().version() + ")");
        synthesize(sources);
        Map<String, Resources> layers = new LinkedHashMap<>();
        task.layers().forEach(layer -> layers.put(layer, Resources.NONE));
        layers.put(LayerNames.OTHER, Resources.NONE);
        Map<String, Resources> kinds = new HashMap<>();
        Netlist netlist = Netlist.read(work.resolve(Toolchain.NETLIST), task.top(), (cell, type) -> layers.merge(names.of(cell),
                kinds.computeIfAbsent(type, task.board().family()::cell), Resources::plus));
        checkPins(netlist.ports());
        SynthesisResult result = new SynthesisResult(task, versions(), layers, Optional.empty(), 0, Optional.empty());
        return result.excess().isEmpty() && tools.placer().isPresent() ? route(result, names) : result;
    }

    /** Every port that the pin file names is one of the top's, and each of these has a pin where the design is placed. */
    private void checkPins(List<Port> ports) {
        ConstraintPorts pins = ConstraintPorts.of(task.board().pinFile(), task.board().pins());
        List<String> problems = new ArrayList<>(pins.unmatched(ports));
        if (task.board().family().isRouted()) {
            problems.addAll(pins.unconstrained(ports));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("yosys", tools.yosys().version());
        tools.placer().ifPresent(tool -> versions.put(tool.title(), tool.version()));
        return versions;
    }

    private void synthesize(Sources sources) throws IOException {
        // cells that have no name of their own are named after what they drive
        String script = sources.commands() + task.board().family().script(task.top(), true) + "autoname\ncheck -assert\nwrite_json "
                + Toolchain.NETLIST + "\n";
        Files.writeString(work.resolve("synthesis.ys"), script);
        tools.yosys().run("the design is not synthesised", List.of("-q", "-l", "synthesis.log", "synthesis.ys"), work,
                work.resolve("synthesis.out"));
    }

    /** Tries seeds until the clock is reached, and keeps the best; one for which there is no legal placement is passed over. */
    private SynthesisResult route(SynthesisResult synthesised, LayerNames names) throws IOException {
        Tool placer = tools.placer().orElseThrow();
        SynthesisResult best = synthesised;
        List<String> failure = new ArrayList<>();
        for (int seed = task.seed(); seed < task.seed() + task.seeds() && !best.reachesTarget(); seed++) {
            watcher.accept("place and route, seed " + seed + " (" + placer.version() + ")");
            try {
                placer.run("the design is not placed and routed", tools.placeAndRoute(seed), work,
                        work.resolve("place-and-route.out"));
            } catch (InvalidInputException e) {
                failure.clear();
                failure.addAll(e.problems());
                failure.add("seed " + seed + " was the last; others may do: --seed " + (seed + 1) + " --seeds 4");
                continue;
            }
            Timing timing = Timing.read(work.resolve(Toolchain.REPORT), names);
            if (timing.megahertz() > best.megahertz()) {
                best = best.routed(timing, seed);
            }
            if (best.reachesTarget() && task.pack()) {
                return pack(best);
            }
        }
        if (best.timing().isEmpty()) {
            throw new InvalidInputException(failure);
        }
        return best;
    }

    private SynthesisResult pack(SynthesisResult routed) throws IOException {
        watcher.accept("bitstream");
        String name = task.top() + "." + tools.bitstreamForm();
        tools.packer().orElseThrow().run("there is no bitstream", tools.pack(Path.of(name)), work, work.resolve("pack.log"));
        Path bitstream = task.output().resolve(name);
        Files.move(work.resolve(name), bitstream, StandardCopyOption.REPLACE_EXISTING);
        return routed.packed(bitstream);
    }
}
