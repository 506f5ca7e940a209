package winnow.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import winnow.golden.GoldenModel;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.Tensor;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;
import winnow.rtl.RtlBuilder;

/**
 * Simulates one design folder: writes the golden model's streams, lets the harness compare the hardware's with them, and
 * reads what it found.
 */
public final class Simulator {
    /** The interval between frames is steady from the third frame on. */
    public static final int LEAST_FRAMES = 3;

    /** Into how many parts a run's progress is divided. */
    public static final int PROGRESS_PARTS = 1000;

    private final Path design;
    private final Plan plan;
    private int images;
    private Plan.Interval predicted;

    /**
     * @param design an output folder of {@code winnow generate}
     * @param plan   the plan that it was generated from
     */
    public Simulator(Path design, Plan plan) {
        this.design = design;
        this.plan = plan;
    }

    /** Where the vectors are. */
    public Path vectors() {
        return design.resolve("sim").resolve("vectors");
    }

    /**
     * Writes the vectors of all images and predicts the clocks of the frames that are measured.
     *
     * @param frames how many frames will be driven: they repeat the images in turn
     * @param done   is told the number of images that are done
     */
    public void prepare(int count, IntFunction<IntTensor> image, int frames, IntConsumer done) throws IOException {
        GoldenModel golden = new GoldenModel(plan.network());
        images = Math.min(count, frames);
        List<Map<String, IntTensor>> kept = new ArrayList<>();
        try (Vectors writer = new Vectors(vectors(), plan, images)) {
            for (int number = 0; number < images; number++) {
                Map<String, IntTensor> tensors = golden.inferAll(image.apply(number));
                writer.append(tensors);
                kept.add(decisive(tensors));
                done.accept(number + 1);
            }
        }
        // the frame before the first that is measured fills the engines
        predicted = plan.interval(IntStream.range(firstMeasured(frames) - 1, Math.max(frames, firstMeasured(frames) + 1))
                .mapToObj(frame -> kept.get(frame % images)).toList());
    }

    /** The first frame whose interval is measured: the pipeline is full. */
    static int firstMeasured(int frames) {
        return Math.max(1, frames / 2 + 1);
    }

    /** The tensors on which clocks depend. */
    private Map<String, IntTensor> decisive(Map<String, IntTensor> tensors) {
        return plan.engines().stream().filter(EnginePlan::dependsOnData).map(engine -> engine.operation().input().name())
                .distinct().collect(Collectors.toMap(name -> name, tensors::get));
    }

    /**
     * Runs the simulation over the vectors that {@link #prepare} wrote.
     *
     * @param options random gaps and stalls, waveform
     * @param done    is told how much is done, in parts of {@link #PROGRESS_PARTS}
     */
    public SimulationResult run(Verilator verilator, SimulationOptions options, int frames, IntConsumer done)
            throws IOException {
        Path executable = verilator.build(design, options.trace().isPresent());
        List<String> arguments = new ArrayList<>(List.of(executable.toAbsolutePath().toString(),
                vectors().toAbsolutePath().toString(), Integer.toString(frames)));
        options.stallSeed().ifPresent(seed -> arguments.addAll(List.of("--stall", Long.toString(seed))));
        options.trace().ifPresent(file -> arguments.addAll(List.of("--trace", file.toAbsolutePath().toString())));
        if (plan.loadMap().size() > 0) {
            arguments.addAll(List.of("--load", weightsToLoad().toAbsolutePath().toString()));
        }
        long start = System.nanoTime();
        Process process = new ProcessBuilder(arguments)
                .directory(design.resolve("rtl").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        HarnessReport report = new HarnessReport(plan, predicted.slowestEngine(), done);
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                report.line(line);
            }
            report.end(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while simulating", e);
        } finally {
            process.destroy();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return report.result(frames, predicted.cycles(), top1(), seconds);
    }

    private Path weightsToLoad() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(design.resolve("rtl"), "*" + RtlBuilder.LOAD_FILE)) {
            for (Path file : files) {
                return file;
            }
        }
        throw new NoSuchFileException(design.resolve("rtl") + "/*" + RtlBuilder.LOAD_FILE);
    }

    /** The greatest value of each image's output, as the hardware sent it; shorter if the hardware sent less. */
    private List<Integer> top1() throws IOException {
        Tensor output = plan.network().output();
        int[] order = plan.engines().get(plan.engines().size() - 1).output().positions();
        ShortBuffer pixels = ByteBuffer.wrap(Files.readAllBytes(vectors().resolve("outputs.bin")))
                .order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        List<Integer> best = new ArrayList<>();
        for (int image = 0; image < images && (image + 1) * order.length <= pixels.limit(); image++) {
            int[] scores = new int[output.shape().size()];
            for (int pixel = 0; pixel < order.length; pixel++) {
                if (order[pixel] != StreamOrder.NONE) {
                    scores[order[pixel]] = value(pixels.get(image * order.length + pixel), output.format());
                }
            }
            best.add(greatest(scores));
        }
        return best;
    }

    private static int greatest(int[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** The integer that the low bits of a pixel of 16 bits stand for. */
    static int value(int pixel, FixedPoint format) {
        int unused = Integer.SIZE - format.bits();
        return format.signed() ? pixel << unused >> unused : pixel << unused >>> unused;
    }
}
