package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.golden.GoldenModel;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Shape;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;
import winnow.reader.NetBytes;

class QuantizeCommandTest {
    private static final String PROTOTXT = """
            name: "tiny"
            input: "data"  input_shape { dim: [1, 1, 4, 4] }
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
                    convolution_param { num_output: 2 kernel_size: 3 pad: 1 } }
            layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
            layer { name: "full" type: "InnerProduct" bottom: "conv" top: "full" inner_product_param { num_output: 3 } }
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeInputs() throws IOException {
        Files.writeString(folder.resolve("tiny.prototxt"), PROTOTXT);
        Files.write(folder.resolve("tiny.net"), new NetBytes()
                .layer(8, new float[] {0, 0.5f, -0.25f}, new float[] {1, 2}, new int[] {1, 2, 1}, new int[] {2, 4, 3})
                .layer(4, new float[] {0, 0.125f, -0.5f}, new float[3], new int[] {1, 2, 1}, new int[] {7, 15, 15}).bytes());
        Files.write(folder.resolve("images"), idx(0x803, 5, 4, 4));
        Files.write(folder.resolve("labels"), idx(0x801, 5));
    }

    private static byte[] idx(int magic, int... sizes) {
        int values = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values).putInt(magic);
        Arrays.stream(sizes).forEach(bytes::putInt);
        for (int i = 0; i < values; i++) {
            bytes.put((byte) (37 * i + 11));
        }
        return bytes.array();
    }

    private int quantize(String... more) {
        List<String> arguments = new ArrayList<>(List.of("quantize", folder + "/tiny.prototxt", "--weights", folder + "/tiny.net",
                "--calibrate", folder + "/images", folder + "/images", "-o", folder + "/model"));
        arguments.addAll(List.of(more));
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    @Test
    void writesAModelThatCanBeReadAgain() throws IOException {
        assertEquals(0, quantize("--mean", "33.4", "--json", folder + "/report.json"), err::toString);
        IntegerNetwork network = ModelForm.read(folder.resolve("model"));
        assertEquals("tiny", network.name());
        assertEquals(Ints.of(33), network.padding());
        assertEquals(2, network.layers().size());
        JsonNode report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertEquals("conv", report.path("layers").path(0).path("name").asText());
        assertTrue(report.path("layers").path(0).path("sqnr_db").asDouble() > 20, report.toString());
        assertTrue(out.toString().contains("fully-connected"), out.toString());
        String manifest = Files.readString(folder.resolve("model/manifest.json"));
        assertTrue(manifest.contains("\"calibration_images\" : 10"), manifest);
        assertFalse(manifest.contains(folder.toString()), manifest);
    }

    @Test
    void measuresHowOftenInputsAreNotZero() throws IOException {
        assertEquals(0, quantize("--mean", "150"), err::toString);
        IntegerNetwork network = ModelForm.read(folder.resolve("model"));
        Images images = ImageReader.open(folder.resolve("images"), new Shape(1, 4, 4));
        int[] expected = new int[32];
        for (int i = 0; i < images.count(); i++) {
            int[] map = new GoldenModel(network).inferAll(images.image(i)).get("conv").values();
            Arrays.setAll(expected, input -> expected[input] + (map[input] == 0 ? 0 : 1000 / images.count()));
        }
        assertTrue(Arrays.stream(expected).anyMatch(density -> density > 0 && density < 1000), Arrays.toString(expected));
        assertEquals(Ints.of(expected), network.layers().get(1).weighted().orElseThrow().inputDensity());
    }

    @Test
    void reportsAnAdditionWithItsAccumulator() throws IOException {
        String addition = "layer { name: 'sum' type: 'Eltwise' bottom: 'conv' bottom: 'conv' top: 'sum' } ";
        Files.writeString(folder.resolve("tiny.prototxt"), PROTOTXT.replace("bottom: \"conv\" top: \"full\"", "bottom: 'sum' top: 'full'")
                .replace("layer { name: \"full\"", addition + "layer { name: \"full\""));
        assertEquals(0, quantize("--json", folder + "/report.json"), err::toString);
        JsonNode sum = new ObjectMapper().readTree(folder.resolve("report.json").toFile()).path("layers").path(1);
        assertEquals("addition", sum.path("kind").asText());
        assertEquals(10, sum.path("accumulator_bits").asInt());
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("sum +addition +2 x 4 x 4 +u8 x 2\\S+ +10 bits +[0-9.]+")), out.toString());
        assertEquals(0, WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), "inspect", folder + "/model"), err::toString);
        assertTrue(out.toString().contains("tiny: input 1 x 4 x 4, 3 layers"), out.toString());
    }

    @Test
    void listsAllThatIsWrongWithAGraph() throws IOException {
        String other = "layer { name: 'other' type: 'Pooling' bottom: 'data' top: 'other' pooling_param { kernel_size: 1 } } ";
        Files.writeString(folder.resolve("tiny.prototxt"), PROTOTXT.replace("bottom: \"data\"", "bottom: \"full\"")
                .replace("layer { name: \"full\"", other + "layer { name: \"full\""));
        assertEquals(1, quantize());
        String problems = err.toString();
        assertEquals(2, problems.lines().count(), problems);
        assertTrue(problems.contains("layer \"conv\": reads tensor \"full\", which only layer \"full\" writes: a cycle, layer \"conv\" ->"
                + " layer \"relu\" -> layer \"full\" -> layer \"conv\""), problems);
        assertTrue(problems.contains("layer \"other\": nothing reads its output \"other\""), problems);
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        assertEquals(0, quantize());
        byte[] model = Files.readAllBytes(folder.resolve("model/model.json"));
        byte[] manifest = Files.readAllBytes(folder.resolve("model/manifest.json"));
        assertEquals(0, quantize());
        assertArrayEquals(model, Files.readAllBytes(folder.resolve("model/model.json")));
        assertArrayEquals(manifest, Files.readAllBytes(folder.resolve("model/manifest.json")));
    }

    @Test
    void takesSamplesAlong() throws IOException {
        assertEquals(0, quantize("--samples", folder + "/images", "--sample-labels", folder + "/labels", "--sample-count", "3"));
        assertEquals(3, ImageReader.open(folder.resolve("model/samples-images-idx3-ubyte"), new Shape(1, 4, 4)).count());
        assertEquals(8 + 3, Files.size(folder.resolve("model/samples-labels-idx1-ubyte")));
    }

    @Test
    void writesNothingWhenAnInputIsBad() throws IOException {
        Files.write(folder.resolve("tiny.net"), new byte[] {1, 2, 3});
        assertEquals(1, quantize());
        assertTrue(err.toString().startsWith("winnow: error: " + folder + "/tiny.net: 3 bytes are less than the entry counts"), err.toString());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    @Test
    void namesEveryCalibrationFileThatIsBad() {
        assertEquals(1, quantize("--calibrate", folder + "/none.png", folder + "/labels"));
        assertEquals(2, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("none.png: no such file"));
    }

    @Test
    void namesAFolderGivenForAFile() {
        assertEquals(1, quantize("--sample-count", "0"));
        String calibrate = folder + "/images";
        assertEquals(1, WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), "quantize", folder.toString(), "--weights",
                folder + "/tiny.net", "--calibrate", calibrate, "-o", folder + "/model"));
        assertEquals(1, WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), "quantize", folder + "/tiny.prototxt",
                "--weights", folder.toString(), "--calibrate", calibrate, "-o", folder + "/model"));
        assertEquals(List.of("winnow: error: --sample-count: 0 is less than 1", "winnow: error: " + folder + ": is a folder, not a file",
                "winnow: error: " + folder + ": is a folder, not a file"), err.toString().lines().toList());
    }

    @Test
    void refusesUnknownChoicesAsWrongUsage() {
        assertEquals(2, quantize("--channels", "CMYK"));
        assertEquals(2, quantize("--calibration", "guess"));
        assertEquals(1, quantize("--activation-bits", "17"));
        assertTrue(err.toString().contains("--activation-bits: 17 is outside 2..16"), err.toString());
        assertEquals(1, quantize("--sample-labels", folder + "/labels"));
    }
}
