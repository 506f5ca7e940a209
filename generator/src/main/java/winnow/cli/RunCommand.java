package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.golden.GoldenModel;
import winnow.golden.RankedClasses;
import winnow.link.Board;
import winnow.link.BoardInfo;
import winnow.link.ImageFormat;
import winnow.link.SerialTransport;
import winnow.link.Transport;
import winnow.network.IntTensor;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.network.Tensor;
import winnow.output.Json;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;
import winnow.reader.LabelReader;
import winnow.rtl.UartTop;

/** {@code winnow run}: sends images to a board over its serial line and compares the scores with the golden model's. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs images on a board that has a design made with --shell uart, and compares its scores with the golden"
                + " model, bit for bit.")
public final class RunCommand implements Callable<Integer> {
    private static final int IMAGES_SHOWN = 10;
    private static final double MOST_SECONDS = 3600;
    /** Frames that a pipeline of engines can take for one to pass, at its slowest engine's pace. */
    private static final int FRAMES_OF_LATENCY = 4;

    @Parameters(paramLabel = "DIR", description = "The folder that 'winnow generate --shell uart' wrote.")
    private Path design;

    @Option(names = "--port", required = true, paramLabel = "PORT",
            description = "The board's serial port, such as /dev/ttyUSB1 or COM3.")
    private String port;

    @Option(names = "--baud", paramLabel = "N", description = "Bits per second, if the bitstream has others than the design.")
    private Integer baud;

    @Option(names = "--timeout", paramLabel = "S", defaultValue = "2",
            description = "Seconds to wait for a reply, besides the time for transfer and inference (default: ${DEFAULT-VALUE}).")
    private double timeout;

    @Option(names = "--images", arity = "1..*", paramLabel = "FILE",
            description = "Images: PNG, idx3-ubyte (plain or .gz) or .npy; without, the model's own samples.")
    private List<Path> images;

    @Option(names = "--labels", paramLabel = "FILE",
            description = "The right classes, one per image, in the same order: idx1-ubyte, plain or .gz.")
    private Path labels;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** What a board made of an image. */
    private record Result(String name, int best, Integer label, boolean agrees, IntTensor scores, long cycles, double seconds) {}

    @Override
    public Integer call() throws IOException {
        if (!(timeout > 0 && timeout <= MOST_SECONDS)) {
            throw usage("--timeout: " + timeout + " is not in 0.." + (int) MOST_SECONDS);
        }
        if (baud != null && baud < 1) {
            throw usage("--baud: " + baud + " is not at least 1");
        }
        DesignFolder folder = new DesignFolder(design);
        Plan plan = folder.plan();
        UartTop top = folder.uart(plan);
        ImageList list = ImageList.open(files(folder), plan.network().input());
        Ints expected = labels(folder, list, plan.network().output());
        int speed = baud == null ? top.settings().baud() : baud;
        List<String> failures = new ArrayList<>();
        PrintWriter err = spec.commandLine().getErr();
        try (Transport line = SerialTransport.open(port, speed)) {
            Board board = new Board(line, speed, patience(plan, top), problem -> {
                failures.add(problem);
                err.println("winnow: " + Printable.of(problem) + "; sending it again");
                err.flush();
            });
            BoardInfo info = board.info();
            requireDesign(info, top);
            List<Result> results = run(board, plan, info.beatBytes(), list, expected);
            print(spec.commandLine().getOut(), info, results, failures, speed);
            if (json != null) {
                Json.write(json, report(info, results, failures, speed));
            }
            return results.stream().allMatch(Result::agrees) ? 0 : 1;
        }
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private List<Path> files(DesignFolder folder) throws IOException {
        return images != null ? images : List.of(folder.samples().orElseThrow(() -> new InvalidInputException(
                design + ": the model has no sample images; give --images")));
    }

    /** The right classes, or null if nobody gave them; the samples have their own. */
    private Ints labels(DesignFolder folder, ImageList list, Tensor output) throws IOException {
        Path file = labels != null ? labels : images == null ? folder.sampleLabels().orElse(null) : null;
        if (file == null) {
            return null;
        }
        Ints expected = LabelReader.read(file);
        if (expected.length() != list.count()) {
            throw new InvalidInputException(file + ": " + expected.length() + " labels for " + list.count()
                    + " images; give one for each");
        }
        int classes = output.shape().size();
        expected.stream().filter(label -> label >= classes).findFirst().ifPresent(label -> {
            throw new InvalidInputException(file + ": has the label " + label + ", the model's classes are 0.." + (classes - 1));
        });
        return expected;
    }

    private Duration patience(Plan plan, UartTop top) {
        double inference = FRAMES_OF_LATENCY * plan.worstCycles() / (1000.0 * top.settings().clockKhz());
        return Duration.ofMillis(Math.max(1, Math.round(1000 * (timeout + inference))));
    }

    /** Refuses a board with another design: its scores would be of another network, or not be understood. */
    private void requireDesign(BoardInfo info, UartTop top) {
        List<String> problems = new ArrayList<>();
        differs(problems, "the model's digest", info.digest(), top.digest());
        differs(problems, "input beats of a frame", info.inputBeats(), top.inputBeats());
        if (info.beatBytes() < top.inputBytes()) {
            problems.add("bytes of an input beat: " + info.beatBytes() + " in the board, the folder's needs " + top.inputBytes());
        }
        differs(problems, "output beats of a frame", info.outputBeats(), top.outputBeats());
        differs(problems, "bytes of an output beat", info.outputBytes(), top.outputBytes());
        differs(problems, "words of weights to load", info.loadWords(), top.loadWords());
        if (!problems.isEmpty()) {
            problems.add(0, "another design is in the board at " + port + " than in " + design
                    + "; load that one's bitstream, or give the folder of the board's");
            throw new InvalidInputException(problems);
        }
    }

    private static void differs(List<String> problems, String what, Object board, Object folder) {
        if (!board.equals(folder)) {
            problems.add(what + ": " + board + " in the board, " + folder + " in the folder");
        }
    }

    private static List<Result> run(Board board, Plan plan, int beatBytes, ImageList list, Ints expected) throws IOException {
        StreamOrder output = plan.engines().get(plan.engines().size() - 1).output();
        ImageFormat format = new ImageFormat(
                plan.network().input(), plan.network().output(), plan.input(), output, beatBytes);
        GoldenModel golden = new GoldenModel(plan.network());
        List<Result> results = new ArrayList<>();
        try (Progress progress = new Progress("run", list.count())) {
            for (int number = 0; number < list.count(); number++) {
                IntTensor image = list.image(number);
                Board.Scores reply = board.run(format.payload(image), format.scoreBytes());
                IntTensor scores = format.scores(reply.payload());
                results.add(new Result(list.name(number), RankedClasses.best(plan.network().output(), scores, 1).get(0).index(),
                        expected == null ? null : expected.get(number), scores.equals(golden.infer(image)), scores,
                        reply.cycles(), reply.elapsed().toNanos() / 1e9));
                progress.step();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return results;
    }

    private void print(PrintWriter out, BoardInfo info, List<Result> results, List<String> failures, int speed) {
        out.printf(Locale.ROOT, "board at %s: model %s, clock %.3f MHz, %,d baud%n", Printable.of(port), info.digest(),
                info.clockKhz() / 1000.0, speed);
        IntStream.range(0, results.size()).filter(number -> number < IMAGES_SHOWN || !results.get(number).agrees())
                .forEach(number -> out.println(line(results.get(number))));
        if (results.size() > IMAGES_SHOWN) {
            out.println("... and " + (results.size() - IMAGES_SHOWN) + " more");
        }
        long agreeing = results.stream().filter(Result::agrees).count();
        double seconds = mean(results, true);
        out.printf(Locale.ROOT, "%,.0f clocks per frame from its first beat in to its last one out (%.2f ms), round trip %.2f ms, "
                        + "%.1f frames/s%n", mean(results, false), mean(results, false) / info.clockKhz(), 1000 * seconds, 1 / seconds);
        if (!failures.isEmpty()) {
            out.println(failures.size() + (failures.size() == 1 ? " request" : " requests") + " had to be sent again");
        }
        if (results.get(0).label() != null) {
            out.printf(Locale.ROOT, "top-1: %d of %d images%n", right(results), results.size());
        }
        out.println(agreeing == results.size()
                ? "PASSED: the scores of " + agreeing + " images are bit-exact"
                : "FAILED: the scores of " + (results.size() - agreeing) + " of " + results.size()
                        + " images differ from the golden model's");
        out.flush();
    }

    private static String line(Result result) {
        return String.format(Locale.ROOT, "%s: class %d%s, %s, %,d clocks, %.2f ms", Printable.of(result.name()), result.best(),
                result.label() == null ? "" : result.label() == result.best() ? " (right)" : " (it is " + result.label() + ")",
                result.agrees() ? "bit-exact" : "DIFFERS from the golden model", result.cycles(), 1000 * result.seconds());
    }

    /** Mean time of a round trip in seconds, or mean clocks of a frame. */
    private static double mean(List<Result> results, boolean time) {
        return results.stream().mapToDouble(result -> time ? result.seconds() : result.cycles()).average().orElseThrow();
    }

    private static long right(List<Result> results) {
        return results.stream().filter(result -> result.label() != null && result.label() == result.best()).count();
    }

    private static Map<String, Object> report(BoardInfo info, List<Result> results, List<String> failures, int speed) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("model_digest", info.digest());
        report.put("clock_khz", info.clockKhz());
        report.put("baud", speed);
        report.put("images", results.size());
        report.put("bit_exact", results.stream().filter(Result::agrees).count());
        report.put("right", results.get(0).label() == null ? null : right(results));
        report.put("clocks_per_frame", mean(results, false));
        report.put("round_trip_seconds", mean(results, true));
        report.put("frames_per_second", 1 / mean(results, true));
        report.put("failures", failures);
        report.put("results", results.stream().map(RunCommand::fields).toList());
        return report;
    }

    private static Map<String, Object> fields(Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", result.name());
        fields.put("class", result.best());
        fields.put("label", result.label());
        fields.put("bit_exact", result.agrees());
        fields.put("scores", result.scores().values());
        fields.put("clocks", result.cycles());
        fields.put("seconds", result.seconds());
        return fields;
    }
}
