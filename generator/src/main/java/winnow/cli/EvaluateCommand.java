package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.golden.Evaluator;
import winnow.golden.GoldenModel;
import winnow.golden.RankedClasses;
import winnow.golden.RankedClasses.Score;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.output.Json;
import winnow.reader.LabelReader;
import winnow.reader.ModelForm;

/** {@code winnow evaluate}: runs the golden model over images and says which classes it sees, and how often it is right. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Runs images through a model bit for bit as the hardware does, and reports its best classes and accuracy.")
public final class EvaluateCommand implements Callable<Integer> {
    private static final int IMAGES_SHOWN = 10;

    @Parameters(paramLabel = "MODEL", description = "A model folder, or its model.json.")
    private Path model;

    @Option(names = "--images", required = true, arity = "1..*", paramLabel = "FILE",
            description = "Images: PNG, idx3-ubyte (plain or .gz) or .npy, of the size of the model's input.")
    private List<Path> images;

    @Option(names = "--labels", paramLabel = "FILE",
            description = "The right classes, one per image, in the same order: idx1-ubyte, plain or .gz.")
    private Path labels;

    @Option(names = "--top", paramLabel = "K", defaultValue = "1",
            description = "How many classes to report per image (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--top: " + top + " is not at least 1");
        }
        IntegerNetwork network = ModelForm.read(model);
        ImageList list = ImageList.open(images, network.input());
        Ints expected = labels == null ? null : labels(network, list.count());
        GoldenModel golden = new GoldenModel(network);
        long start = System.nanoTime();
        List<List<Score>> best = evaluate(golden, list);
        double seconds = (System.nanoTime() - start) / 1e9;
        Double accuracy = expected == null ? null : accuracy(best, expected);
        print(spec.commandLine().getOut(), list, best, accuracy, list.count() / seconds);
        if (json != null) {
            Json.write(json, report(best, accuracy, list.count() / seconds));
        }
        return 0;
    }

    private Ints labels(IntegerNetwork network, int count) throws IOException {
        Ints expected = LabelReader.read(labels);
        int classes = network.output().shape().size();
        List<String> problems = new ArrayList<>();
        if (expected.length() != count) {
            problems.add(labels + ": " + expected.length() + " labels for " + count + " images; give one for each");
        }
        expected.stream().filter(label -> label >= classes).findFirst().ifPresent(label ->
                problems.add(labels + ": has the label " + label + ", the model's classes are 0.." + (classes - 1)));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return expected;
    }

    private List<List<Score>> evaluate(GoldenModel golden, ImageList list) throws IOException {
        List<List<Score>> best = new ArrayList<>(Collections.nCopies(list.count(), List.of()));
        try (Progress progress = new Progress("evaluate", list.count())) {
            new Evaluator(golden).evaluate(list.count(), list::image, (output, number) -> {
                // Each thread sets elements of its own, which an ArrayList of fixed size allows.
                best.set(number, RankedClasses.best(golden.network().output(), output, top));
                progress.step();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return best;
    }

    /** Share of the images whose best class is the right one. */
    private static double accuracy(List<List<Score>> best, Ints expected) {
        long right = IntStream.range(0, best.size()).filter(i -> best.get(i).get(0).index() == expected.get(i)).count();
        return (double) right / best.size();
    }

    private static Map<String, Object> report(List<List<Score>> best, Double accuracy, double imagesPerSecond) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("images", best.size());
        report.put("accuracy", accuracy);
        report.put("images_per_second", imagesPerSecond);
        report.put("top", best.stream().map(scores -> scores.stream().map(EvaluateCommand::fields).toList()).toList());
        return report;
    }

    private static Map<String, Object> fields(Score score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("class", score.index());
        fields.put("score", score.score());
        return fields;
    }

    private static void print(PrintWriter out, ImageList list, List<List<Score>> best, Double accuracy, double imagesPerSecond) {
        for (int number = 0; number < Math.min(IMAGES_SHOWN, best.size()); number++) {
            out.println(Printable.of(list.name(number)) + ": " + best.get(number).stream()
                    .map(score -> String.format(Locale.ROOT, "class %d (%.4f)", score.index(), score.score()))
                    .collect(Collectors.joining(", ")));
        }
        if (best.size() > IMAGES_SHOWN) {
            out.println("... and " + (best.size() - IMAGES_SHOWN) + " more");
        }
        out.printf(Locale.ROOT, "%d images, %.1f images/s%s%n", best.size(), imagesPerSecond,
                accuracy == null ? "" : String.format(Locale.ROOT, ", accuracy %.2f%%", 100 * accuracy));
        out.flush();
    }
}
