package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.IntegerNetwork;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;

/** The emitted C driver runs LeNet-5 on real digits through the emitted AXI shell, in Verilator. */
class AxiControlTest {
    private static final Path MODEL = Path.of("models/lenet5");
    private static final int FRAMES = 6;

    @TempDir
    private static Path folder;

    private static ControlBench bench;

    @BeforeAll
    static void build() throws IOException {
        Tools.verilator();
        IntegerNetwork network = ModelForm.read(MODEL);
        Plan plan = Planner.plan(network, 50);
        bench = new ControlBench(folder, plan);
        bench.build("lenet");
        Images digits = ImageReader.open(MODEL.resolve("samples-images-idx3-ubyte"), network.input().shape());
        int beats = plan.input().beats();
        for (int number = 0; number < FRAMES; number++) {
            bench.addFrame(digits.image(number), beats);
        }
        bench.addFrame(digits.image(FRAMES), beats - 300);
        bench.addFrame(digits.image(FRAMES), 1);
        bench.addFrame(digits.image(FRAMES + 1), beats + 1);
        bench.addFrame(digits.image(FRAMES + 1), 2 * beats + 100);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"identity, 1", "scores, 1", "scores, 2", "lengths, 1", "reset, 1", "reset, 2", "interrupts, 1", "watchdog, 1",
        "runs, 1", "registers, 1"})
    void theDriverRunsOnTheHardware(String scenario, long seed) throws IOException {
        String text = bench.run(scenario, seed);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("PASS ")), text);
    }

    @Test
    void comparesEveryScore() throws IOException {
        // 1 and FRAMES frames of ten scores
        assertEquals("PASS " + 10 * (1 + FRAMES) + " output beats", bench.run("scores", 3).strip());
    }
}
