package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.emit.Design;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.LabelReader;
import winnow.reader.ModelForm;

/** The sample model on real digits, at budgets where different engines are the slowest. */
class LeNetDesignTest {
    private static final int FRAMES = 8;
    private static final int MOST_LINES = 6500;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} lanes")
    @CsvSource({"20, 26000", "50, 8700", "150, 3820"})
    void keepsThePredictedInterval(int lanes, long mostCycles) throws IOException {
        Path model = Path.of("models/lenet5");
        IntegerNetwork network = ModelForm.read(model);
        Plan plan = Planner.plan(network, lanes);
        Path design = folder.resolve("design");
        new Design(plan, "test", "LeNet-5").addTo(new OutputFolder(design, false)).write(Map.of());
        assertTrue(lines(design.resolve("rtl")) <= MOST_LINES, () -> lines(design.resolve("rtl")) + " lines of Verilog");

        Images digits = ImageReader.open(model.resolve("samples-images-idx3-ubyte"), network.input().shape());
        List<IntTensor> images = new ArrayList<>();
        for (int number = 0; number < FRAMES; number++) {
            images.add(digits.image(number));
        }
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(FRAMES, images::get, FRAMES, done -> {});
        SimulationResult result = simulator.run(Tools.verilator(), SimulationOptions.fullSpeed(), FRAMES, done -> {});

        assertTrue(result.passed(), () -> result.first() + " " + result.faults());
        assertTrue(result.cyclesPerFrame() <= mostCycles, () -> result.cyclesPerFrame() + " clocks per frame");
        assertEquals(result.predicted(), result.cyclesPerFrame(), result.predicted() * 0.01);
        assertEquals(LabelReader.read(model.resolve("samples-labels-idx1-ubyte")).stream().limit(FRAMES).boxed().toList(),
                result.top1());
    }

    private static long lines(Path rtl) {
        try (Stream<Path> files = Files.list(rtl)) {
            long lines = 0;
            for (Path file : files.filter(path -> path.toString().endsWith(".v")).toList()) {
                lines += Files.readAllLines(file).size();
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
