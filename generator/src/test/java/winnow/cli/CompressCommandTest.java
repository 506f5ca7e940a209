package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.IntegerNetwork;
import winnow.reader.ModelForm;

/** The command on a CNN that was trained on digits, as ONNX. */
class CompressCommandTest {
    private static final Path NETWORK = Path.of("generator/src/test/resources/digits/digits.onnx");
    private static final Path IMAGES = Path.of("models/lenet5/samples-images-idx3-ubyte");
    private static final Path LABELS = Path.of("models/lenet5/samples-labels-idx1-ubyte");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private int compress(Path network, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("compress", network.toString(), "--scale", "0.00390625", "-o", folder.resolve("model").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int labelled(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--images", IMAGES.toString(), "--labels", LABELS.toString()));
        arguments.addAll(List.of(more));
        return compress(NETWORK, arguments.toArray(String[]::new));
    }

    private void assertRefused(int code, String... problems) {
        assertEquals(1, code);
        assertEquals(Stream.of(problems).map(problem -> "winnow: error: " + problem).toList(), err.toString().lines().toList());
        assertFalse(Files.exists(folder.resolve("model")));
        assertFalse(Files.exists(folder.resolve("model-report")));
    }

    @Test
    void writesAModelThatGenerateTakesAndAReport() throws IOException {
        assertEquals(0, labelled("--max-drop", "2", "--samples", IMAGES.toString(), "--sample-labels", LABELS.toString()), err::toString);
        IntegerNetwork network = ModelForm.read(folder.resolve("model"));
        assertEquals(3, network.layers().size());
        assertEquals(1, network.layers().stream().filter(layer -> layer.weighted().orElseThrow().meanInputDensity().isPresent()).count());
        assertTrue(Files.exists(folder.resolve("model/samples-images-idx3-ubyte")));
        assertTrue(Files.readString(folder.resolve("model-report/compression.md")).contains("conv2"));
        assertFalse(Files.exists(folder.resolve("model.work")));
        String manifest = Files.readString(folder.resolve("model/manifest.json"));
        assertTrue(manifest.contains("\"max_drop\" : 2.0") && manifest.contains("network_sha256"), manifest);
        assertFalse(manifest.contains(folder.toString()), manifest);
        assertEquals(0, run("generate", folder + "/model", "--lanes", "10", "-o", folder + "/rtl"), err::toString);
    }

    @Test
    void theSameCommandGivesTheSameBytes() throws IOException {
        assertEquals(0, labelled("--density", "0.5", "--codebook", "16", "--max-drop", "20"), err::toString);
        assertEquals(0, run("compress", NETWORK.toString(), "--scale", "0.00390625", "--images", IMAGES.toString(), "--labels",
                LABELS.toString(), "--density", "0.5", "--codebook", "16", "--max-drop", "20", "-o", folder + "/again"), err::toString);
        for (String file : List.of("model.json", "weights.bin", "manifest.json")) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("model").resolve(file)),
                    Files.readAllBytes(folder.resolve("again").resolve(file)), file);
        }
    }

    @Test
    void aBudgetThatCannotBeKeptFailsAndLeavesTheBest() {
        assertEquals(1, labelled("--max-drop", "0", "--density", "0.02"));
        assertTrue(err.toString().contains("winnow: error: --max-drop: the budget of 0.0 percentage points could not be kept; the best"
                + " found was written to " + folder.resolve("model")), err.toString());
        assertTrue(Files.exists(folder.resolve("model/model.json")));
        assertTrue(Files.exists(folder.resolve("model-report/compression.json")));
    }

    @Test
    void withoutImagesItSaysWhatItCouldNotDo() throws IOException {
        assertEquals(0, compress(NETWORK), err::toString);
        assertTrue((out.toString() + err).contains("no images: ranges come from noise"), out.toString());
        assertFalse(Files.readString(folder.resolve("model/model.json")).contains("input_density"), "noise says nothing of zeros");
    }

    @Test
    void refusesEverythingThatIsWrongWithSettingsAtOnce() {
        assertRefused(labelled("--density", "ip=2,x", "--codebook", "1,ip=300", "--weights", "conv1=quaternary"),
                "--density: \"ip=2\": is outside 0..1, 0 excluded; a density is a share of the weights, such as 0.05",
                "--density: \"x\": is neither auto nor a share of the weights, such as 0.05",
                "--codebook: \"1\": is no whole number in 2..256",
                "--codebook: \"ip=300\": is no whole number in 2..256",
                "--weights: \"conv1=quaternary\": is none of shared, binary, ternary");
    }

    @Test
    void refusesNumbersBeyondTheirLimits() {
        assertRefused(labelled("--max-drop", "101", "--codebook-bits", "17", "--activation-bits", "1"),
                "--max-drop: 101.0 is outside 0..100 percentage points",
                "--activation-bits: 1 is outside 2..16",
                "--codebook-bits: 17 is outside 2..16");
    }

    @Test
    void refusesLabelsOfAnotherNumber() throws IOException {
        Path few = folder.resolve("few");
        Files.write(few, ByteBuffer.allocate(8 + 3).putInt(0x801).putInt(3).array());
        assertRefused(compress(NETWORK, "--images", IMAGES.toString(), "--labels", few.toString()),
                few + ": 3 labels for 100 images of " + IMAGES + "; give one for each");
    }

    @Test
    void refusesImagesWithoutLabels() {
        assertRefused(compress(NETWORK, "--images", IMAGES.toString()),
                "1 files of images but 0 of labels; give one of labels for each");
    }

    @Test
    void refusesTrainingWithoutAnEngine() {
        assertRefused(compress(NETWORK, "--train-images", IMAGES.toString(), "--train-labels", LABELS.toString(), "--validation", "20",
                "--batch", "10"),
                "--train-images: training needs PyTorch, which the default build does not fetch; run 'make training' (about 200 MB)"
                        + " and try again, or leave the option out");
    }

    @Test
    void refusesAPrototxtWithoutWeights() {
        assertRefused(compress(Path.of("models/lenet5/lenet5.prototxt")),
                "models/lenet5/lenet5.prototxt: a prototxt has no weights; give them with --weights-file, or give an ONNX file"
                        + " (`winnow train` makes one)");
    }

    @Test
    void refusesRanksThatSaveNothingAndLayersThatDoNotExist() {
        assertEquals(1, labelled("--rank", "ip=50,conv9=1"));
        assertEquals(2, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("conv9") && err.toString().contains("ip"), err.toString());
    }

    @Test
    void refusesAFolderThatIsNotAModel() throws IOException {
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/thesis.txt"), "years of work");
        assertEquals(1, labelled("--density", "0.5", "--codebook", "16", "--max-drop", "20"));
        assertEquals("", out.toString(), "refused before any work");
        assertEquals("years of work", Files.readString(folder.resolve("model/thesis.txt")));
    }
}
