package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.SharedFolder;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.output.OutputFolder;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.CaffeReader;
import winnow.reader.ImageReader;
import winnow.reader.ModelForm;

/** The real network through the commands: the facts that its README states, and what it sees in a photograph. */
class SqueezeNetFactsTest {
    @TempDir
    static Path folder;

    private static IntegerNetwork network;

    /** Before each test, though done once: surefire does not count tests that a {@code BeforeAll} skips. */
    @BeforeEach
    void quantizeOnce() throws IOException {
        Path shipped = SharedFolder.path("models/squeezenet-deep-compression");
        Path chelsea = SharedFolder.path("images/chelsea_227.png");
        if (network != null) {
            return;
        }
        Network source = CaffeReader.read(shipped.resolve("SqueezeNet_deploy.prototxt"), shipped.resolve("compressed_SqueezeNet.net"));
        CalibrationImages images = new CalibrationImages(List.of("chelsea"),
                List.of(ImageReader.open(chelsea, new Shape(3, 227, 227)).image(0)));
        InputTransform transform = new InputTransform(ChannelOrder.BGR, List.of(104.0, 117.0, 123.0), 1);
        network = Quantizer.quantize(source, transform, images, new QuantizationOptions(8, 10, Calibration.MSE)).network();
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", network).write(Map.of());
    }

    @Test
    void theModelFormKeepsTheNetwork() throws IOException {
        assertEquals(network, ModelForm.read(folder.resolve("model")));
    }

    @Test
    void inspectReportsTheFactsOfTheReadme() throws IOException {
        JsonNode facts = run("inspect", folder.resolve("model").toString());
        Map<String, Long> expected = Map.of(
                "weights", 1_244_448L,
                "nonzeros", 415_921L,
                "entries_as_shipped", 422_083L,
                "dense_macs", 861_339_936L,
                "nonzero_macs", 443_223_545L,
                "shipped_bytes", 633_124L,
                "payload_bytes_unrestarted", 552_090L,
                "payload_bytes_fixed_width", 551_894L,
                "payload_bytes", 510_612L,
                "huffman_bytes", 513_937L);
        expected.forEach((key, value) -> assertEquals(value, facts.path(key).asLong(), key));
        assertEquals(26, facts.path("layers").size());
    }

    /** Utilisation of the whole budget by non-zero weights, siblings merged; unmerged at the one budget that is simulated. */
    @Test
    void plansKeepNearlyEveryMultiplierBusy() {
        Map<Integer, Double> least = Map.of(156, 0.89, 240, 0.88, 512, 0.88, 1024, 0.90);
        least.forEach((lanes, limit) -> {
            Plan plan = Planner.plan(network, lanes);
            double utilization = plan.nonzeroMacs() / ((double) lanes * plan.cycles());
            assertTrue(utilization >= limit, lanes + " lanes: " + utilization);
            long payload = plan.engines().stream().mapToLong(EnginePlan::payloadBits).sum();
            assertTrue(payload <= 8 * 513_937L, lanes + " lanes: more than Huffman coding takes, " + payload / 8 + " bytes");
        });
        Plan unmerged = Planner.plan(network, PlanOptions.budget(240).unmerged());
        assertTrue(unmerged.nonzeroMacs() >= 0.88 * 240 * unmerged.cycles(), unmerged.cycles() + " cycles");
        assertEquals(22, Planner.plan(network, 240).engines().size());
        assertEquals(54, unmerged.engines().size());
    }

    @Test
    void evaluateSeesTheCat() throws IOException {
        JsonNode result = run("evaluate", folder.resolve("model").toString(), "--images",
                SharedFolder.path("images/chelsea_227.png").toString(), SharedFolder.path("images/coffee_227.png").toString(),
                "--top", "5");
        assertEquals(2, result.path("images").asInt());
        assertEquals(5, result.path("top").get(0).size());
        assertEquals(285, result.path("top").get(0).get(0).path("class").asInt());
        assertEquals(967, result.path("top").get(1).get(0).path("class").asInt());
        assertTrue(result.path("accuracy").isNull());
    }

    /** The best of a few, since the machine may be busy with other things. */
    @Test
    void aFrameTakesLessThanTwoSeconds() throws IOException {
        IntTensor image = ImageReader.open(SharedFolder.path("images/chelsea_227.png"), network.input().shape()).image(0);
        GoldenModel model = new GoldenModel(network);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            model.infer(image);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        assertTrue(best < 2, best + " s");
        System.out.printf(Locale.ROOT, "golden SqueezeNet frame: %.3f s%n", best);
    }

    private static JsonNode run(String... arguments) throws IOException {
        Path json = folder.resolve(arguments[0] + ".json");
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = json.toString();
        StringWriter out = new StringWriter();
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), all), out::toString);
        return new ObjectMapper().readTree(json.toFile());
    }
}
