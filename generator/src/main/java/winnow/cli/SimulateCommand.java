package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.InvalidInputException;
import winnow.network.Ints;
import winnow.network.Printable;
import winnow.output.Json;
import winnow.planner.Plan;
import winnow.reader.LabelReader;
import winnow.simulate.SimulationOptions;
import winnow.simulate.SimulationResult;
import winnow.simulate.Simulator;
import winnow.simulate.Verilator;

/** {@code winnow simulate}: runs a design in Verilator and compares every stream with the golden model. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulates a generated design and compares every stream in it with the golden model, bit for bit.")
public final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that 'winnow generate' wrote.")
    private Path design;

    @Option(names = "--images", arity = "1..*", paramLabel = "FILE",
            description = "Images: PNG, idx3-ubyte (plain or .gz) or .npy; without, the model's own samples.")
    private List<Path> images;

    @Option(names = "--frames", paramLabel = "N",
            description = "Frames to simulate; they repeat the images in turn (default: all images, at least 3).")
    private Integer frames;

    @Option(names = "--stall", description = "Random gaps in the input and random stalls of the output.")
    private boolean stall;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1",
            description = "Seed of the gaps and stalls (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--trace", paramLabel = "FILE", description = "Write an FST waveform.")
    private Path trace;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (frames != null && frames < Simulator.LEAST_FRAMES) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--frames: " + frames + " is not at least "
                    + Simulator.LEAST_FRAMES + ", which the steady interval between frames takes");
        }
        if (trace != null) {
            requireWritable(trace);
        }
        DesignFolder folder = new DesignFolder(design);
        Plan plan = folder.plan();
        Verilator verilator = Verilator.find(Optional.ofNullable(System.getenv("WINNOW_VERILATOR")).orElse("verilator"));
        List<Path> files = images != null ? images : List.of(folder.samples().orElseThrow(() -> new InvalidInputException(
                design + ": the model has no sample images; give --images")));
        ImageList list = ImageList.open(files, plan.network().input());
        int count = frames != null ? frames : Math.max(Simulator.LEAST_FRAMES, list.count());
        SimulationResult result = simulate(plan, verilator, list, count);
        if (json != null) {
            Json.write(json, result.toJson());
        }
        print(spec.commandLine().getOut(), plan, result);
        if (images == null) {
            printAccuracy(folder, result);
        }
        return result.passed() ? 0 : 1;
    }

    private static void requireWritable(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new InvalidInputException("--trace: " + file + " cannot be written; name a file in a folder that exists");
        }
    }

    private SimulationResult simulate(Plan plan, Verilator verilator, ImageList list, int count) throws IOException {
        Simulator simulator = new Simulator(design, plan);
        SimulationOptions options =
                new SimulationOptions(stall ? Optional.of(seed) : Optional.empty(), Optional.ofNullable(trace));
        try (Progress progress = new Progress("golden model", Math.min(list.count(), count))) {
            simulator.prepare(list.count(), list::image, count, done -> progress.step());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        try (Progress progress = new Progress("simulate", Simulator.PROGRESS_PARTS)) {
            return simulator.run(verilator, options, count, progress::stepTo);
        }
    }

    private static void print(PrintWriter out, Plan plan, SimulationResult result) {
        Map<String, Object> rows = result.toJson();
        List.of("frames", "streams_compared", "beats_compared", "mismatches", "cycles_per_frame", "predicted_cycles_per_frame",
                "latency_cycles", "lanes", "nonzero_macs_per_frame")
                .forEach(key -> out.printf(Locale.ROOT, "%-28s %,15d%n", key, ((Number) rows.get(key)).longValue()));
        out.printf(Locale.ROOT, "%-28s %15.3f%n", "utilization", result.utilization());
        out.printf(Locale.ROOT, "%-28s %,15d%n", "lane MACs per second", Math.round(result.laneMacsPerSecond()));
        out.printf(Locale.ROOT, "%-28s %,15d%n", "useful MACs per second", Math.round(result.usefulMacsPerSecond()));
        result.first().forEach(mismatch -> out.println("FIRST DIFFERENCE: " + Printable.of(mismatch.toString())));
        result.faults().forEach(fault -> out.println("FAULT: " + Printable.of(fault)));
        out.println(result.passed() ? "PASSED: every stream of " + Printable.of(plan.network().name()) + " is bit-exact"
                : "FAILED: the hardware differs from the golden model");
    }

    private void printAccuracy(DesignFolder folder, SimulationResult result) throws IOException {
        Optional<Path> labels = folder.sampleLabels();
        if (labels.isPresent()) {
            Ints expected = LabelReader.read(labels.get());
            int count = Math.min(expected.length(), result.top1().size());
            long right = 0;
            for (int i = 0; i < count; i++) {
                right += result.top1().get(i) == expected.get(i) ? 1 : 0;
            }
            spec.commandLine().getOut().println("top-1: " + right + " of " + count + " sample images");
        }
    }
}
