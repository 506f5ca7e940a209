package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.reader.ModelForm;
import winnow.simulate.Tools;

class GenerateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeModel() throws IOException {
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", TinyNetworks.digits()).write(Map.of("kind", "model"));
    }

    private int generate(String... arguments) {
        return run(Stream.concat(Stream.of("generate"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String model() {
        return folder.resolve("model").toString();
    }

    private String design() {
        return folder.resolve("design").toString();
    }

    @Test
    void writesADesignThatNamesNoFolder() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        assertTrue(out.toString().endsWith("written to " + design() + "\n"), out.toString());
        for (Path file : files(folder.resolve("design"))) {
            assertFalse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(folder.toString()), file::toString);
        }
    }

    @Test
    void aShellIsAddedOnlyIfItIsAskedFor() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        SortedMap<String, String> bare = tree(folder.resolve("design"));
        assertEquals(0, generate(model(), "--lanes", "6", "--shell", "axi", "-o", design()), err::toString);
        SortedMap<String, String> whole = tree(folder.resolve("design"));
        List<String> added = whole.keySet().stream().filter(name -> !bare.containsKey(name)).toList();
        assertTrue(added.containsAll(List.of("rtl/tiny_axi.v", "rtl/tiny_control.v", "rtl/winnow_axi_lite.v", "software/registers.md",
                "software/tiny_registers.h", "software/winnow_registers.h", "software/winnow_driver.c", "software/winnow_driver.h",
                "software/pynq_example.py")), added::toString);
        bare.keySet().stream().filter(name -> !List.of("manifest.json", "SHA256SUMS").contains(name))
                .forEach(name -> assertEquals(bare.get(name), whole.get(name), name));
        // and is gone without it
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        assertEquals(bare, tree(folder.resolve("design")));
    }

    @Test
    void itsSumsAreThoseOfAllItsFiles() throws IOException {
        Tools.require("sha256sum", "--version");
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        Tools.Run run = Tools.run(Path.of(design()), List.of("sha256sum", "-c", "--strict", "SHA256SUMS"));
        assertEquals(0, run.code(), run.text());
        assertEquals(files(Path.of(design())).size() - 1, run.text().lines().filter(line -> line.endsWith(": OK")).count(), run.text());
    }

    /** An image of its own for the model: 36 pixels that count up, then one of zeros. */
    @Test
    void itsTestBenchSendsTheModelsSamples() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        List<String> random = Files.readAllLines(Path.of(design(), "bench/inputs.mem"));
        byte[] images = new byte[16 + 2 * 36];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 6, 0, 0, 0, 6}, 0, images, 0, 16);
        for (int pixel = 0; pixel < 36; pixel++) {
            images[16 + pixel] = (byte) pixel;
        }
        Files.write(folder.resolve("model/samples-images-idx3-ubyte"), images);
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        List<String> inputs = Files.readAllLines(Path.of(design(), "bench/inputs.mem"));
        assertEquals(3 * 36, inputs.size());
        assertEquals(List.of("000", "001", "002"), inputs.subList(0, 3));
        assertEquals("123", inputs.get(35), "35, and tlast");
        assertEquals(List.of("000", "100", "000", "001"), List.of(inputs.get(36), inputs.get(71), inputs.get(72), inputs.get(73)),
                "the second image, then the first again");
        assertFalse(random.equals(inputs));
    }

    @Test
    void samplesThatDoNotSuitAreNamed() throws IOException {
        Files.write(folder.resolve("model/samples-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9});
        assertRefused(model() + "/samples-images-idx3-ubyte: 1 x 1 pixels of 1 channel; the network takes 6 x 6 pixels of 1 channel",
                model(), "--lanes", "6", "-o", design());
    }

    @Test
    void takesTheModelFileForTheModel() throws IOException {
        assertEquals(0, generate(model() + "/model.json", "--lanes", "6", "-o", design()), err::toString);
        SortedMap<String, String> before = tree(folder.resolve("design"));
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        assertEquals(before, tree(folder.resolve("design")));
    }

    @ParameterizedTest
    @CsvSource({"tr-TR, Asia/Tokyo", "ar-EG-u-nu-arab, Africa/Cairo", "de-DE, UTC", "th-TH-u-ca-buddhist-nu-thai, America/New_York"})
    void writesTheSameBytesEverywhere(String locale, String zone) throws IOException {
        assertEquals(0, generate(model(), "--lanes", "7", "--shell", "axi", "-o", design(), "--json", folder + "/plan.json"), err::toString);
        Locale before = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        String printed = out.toString();
        out.getBuffer().setLength(0);
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertEquals(0, generate(model(), "--lanes", "7", "--shell", "AXI", "-o", folder + "/there/too", "--json",
                    folder + "/there.json"), err::toString);
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zoneBefore);
        }
        assertEquals(tree(folder.resolve("design")), tree(folder.resolve("there/too")));
        assertEquals(Files.readString(folder.resolve("plan.json")), Files.readString(folder.resolve("there.json")));
        assertEquals(printed.replace(design(), "DIR"), out.toString().replace(folder + "/there/too", "DIR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lanes 0", "--lanes -3", "--lanes many", "--lanes 1.5", "--lanes 99999999999", "", "--lanes",
        "--lanes 3 --lanes 4", "--lanes 3 --budget 4", "--lanes 3 another", "--lanes 3 --input-pixels 0", "--lanes 3 --input-pixels 65",
        "--lanes 3 --output-pixels -1", "--lanes 3 --output-pixels 65", "--lanes 3 --output-pixels many",
        "--lanes 3 --shell pci", "--lanes 3 --shell"})
    void wrongUsageIsCodeTwo(String options) {
        List<String> arguments = new ArrayList<>(List.of(model(), "-o", design()));
        Arrays.stream(options.split(" ")).filter(option -> !option.isEmpty()).forEach(arguments::add);
        assertEquals(2, generate(arguments.toArray(String[]::new)), err::toString);
        assertTrue(err.toString().contains("Usage: winnow generate"), err.toString());
        assertFalse(err.toString().contains("\tat "), err.toString());
        assertFalse(Files.exists(folder.resolve("design")));
    }

    @Test
    void aWidthOutOfRangeIsNamedWithTheRange() {
        assertEquals(2, generate(model(), "--lanes", "3", "-o", design(), "--input-pixels", "65"));
        assertTrue(err.toString().startsWith("--input-pixels: 65 is not in 1..64\n"), err.toString());
        err.getBuffer().setLength(0);
        assertEquals(2, generate(model(), "--lanes", "3", "-o", design(), "--output-pixels", "0"));
        assertTrue(err.toString().startsWith("--output-pixels: 0 is not in 1..64\n"), err.toString());
    }

    @Test
    void aLayerThatCannotTakeSeveralPixelsABeatIsNamed() {
        assertRefused("layer conv (convolution) cannot take 64 pixels a beat: only fully-connected layers on processing elements can;"
                + " give --input-pixels 1", model(), "--lanes", "6", "--input-pixels", "64", "-o", design());
        assertFalse(Files.exists(folder.resolve("design")));
        assertEquals(0, generate(model(), "--lanes", "6", "--input-pixels", "1", "--output-pixels", "1", "-o", design()), err::toString);
    }

    @Test
    void anUnknownOrMissingCommandIsWrongUsage() {
        assertEquals(2, run("explode"));
        assertEquals(2, run());
        assertEquals(2, run("--lanes", "3"));
        assertEquals(2, generate("--lanes", "3", "-o", design()));
        assertEquals(2, generate(model(), "--lanes", "3"));
    }

    @Test
    void fewerLanesThanWeightedLayersNamesTheNumberNeeded() {
        assertRefused("a budget of 1 lanes is too small: each of the 2 engines with weights needs at least one, and layer full would"
                        + " have none; give --lanes 2 or more",
                model(), "--lanes", "1", "-o", design());
        assertEquals(0, generate(model(), "--lanes", "2", "-o", design()), err::toString);
    }

    @Test
    void aTargetIsKeptWithTheFewestLanes() throws IOException {
        assertEquals(0, generate(model(), "--target-cycles", "150", "-o", design()), err::toString);
        JsonNode plan = new ObjectMapper().readTree(Path.of(design(), "plan.json").toFile());
        assertTrue(plan.path("cycles_per_frame").asInt() <= 150, plan::toString);
        int lanes = plan.path("lanes").asInt();
        assertEquals(lanes, plan.path("used_lanes").asInt());
        assertEquals(0, generate(model(), "--lanes", Integer.toString(lanes - 1), "-o", design()), err::toString);
        assertTrue(new ObjectMapper().readTree(Path.of(design(), "plan.json").toFile()).path("cycles_per_frame").asInt() > 150);
    }

    @Test
    void aTargetOutOfReachNamesWhatIsTooSlowAndTheNearest() {
        assertRefused("no plan has 10 cycles per frame: the input takes 36, one pixel a clock, layer conv takes 16, layer pool takes 30;"
                + " the fewest are 36, give --target-cycles 36 or more", model(), "--target-cycles", "10", "-o", design());
        assertEquals(0, generate(model(), "--target-cycles", "36", "-o", design()), err::toString);
    }

    @Test
    void aBudgetAndATargetExcludeEachOther() {
        assertEquals(2, generate(model(), "--lanes", "6", "--target-cycles", "100", "-o", design()));
        assertEquals(2, generate(model(), "-o", design()));
        assertEquals(2, generate(model(), "--target-cycles", "0", "-o", design()));
    }

    @Test
    void aMissingModelIsNamed() {
        assertRefused(folder + "/none: no such file; a model is a folder with model.json in it",
                folder + "/none", "--lanes", "6", "-o", design());
        assertRefused(folder + "/model.json: no such file; a model is a folder with model.json in it",
                folder.toString(), "--lanes", "6", "-o", design());
    }

    @Test
    void aDesignIsNoModel() {
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        assertRefused(design() + "/model.json: no such file; a model is a folder with model.json in it",
                design(), "--lanes", "6", "-o", folder + "/other");
    }

    @Test
    void neverReplacesTheModel() throws IOException {
        SortedMap<String, String> before = tree(folder.resolve("model"));
        assertRefused(model() + ": is Winnow's, but holds a model, not a design; nothing was written, choose another output or remove it",
                model(), "--lanes", "6", "--force", "-o", model());
        assertEquals(before, tree(folder.resolve("model")));
    }

    @Test
    void neverOverwritesWhatWasEdited() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        Path edited = folder.resolve("design/rtl/tiny.v");
        String original = Files.readString(edited);
        Files.writeString(edited, "// edited\n");
        assertRefused(design() + ": rtl/tiny.v was changed since Winnow wrote it; move it away or give --force",
                model(), "--lanes", "6", "-o", design());
        assertEquals("// edited\n", Files.readString(edited));
        assertEquals(0, generate(model(), "--lanes", "6", "--force", "-o", design()), err::toString);
        assertEquals(original, Files.readString(edited));
    }

    @Test
    void refusesAReportThatIsAFolder() {
        assertRefused(folder + ": is a folder, not a file; give a file's name",
                model(), "--lanes", "6", "-o", design(), "--json", folder.toString());
    }

    /** A limit on the size of files makes a write fail in the middle, as a full disk does. */
    @Test
    void aFullDiskIsAClearErrorAndLeavesTheTargetAsItWas() throws IOException {
        Tools.require("sh", "-c");
        assertEquals(0, generate(model(), "--lanes", "6", "-o", design()), err::toString);
        SortedMap<String, String> before = tree(folder);
        for (String target : List.of(design(), folder + "/new")) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            // 4 blocks of 512 bytes, in some shells 1024: less than the library's modules have; the model fits
            Tools.Run run = Tools.run(folder, List.of("sh", "-c", "ulimit -f 4; exec \"$@\"", "sh", java, "-XX:-UsePerfData", "-cp",
                    System.getProperty("java.class.path"), "winnow.Main", "generate", model(), "--lanes", "7", "-o", target));
            assertEquals(1, run.code(), run.text());
            assertTrue(run.text().startsWith("winnow: error: " + target + ": cannot be written: "), run.text());
            assertEquals(1, run.text().lines().count(), run.text());
            assertEquals(before, tree(folder));
        }
    }

    private void assertRefused(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(1, generate(arguments));
        assertEquals("winnow: error: " + message + "\n", err.toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        for (Path file : files(folder)) {
            tree.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
        }
        return tree;
    }

    @Test
    void showsWhatTheDesignTakesOfAFamily() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "5", "--device-family", "ecp5", "-o", design()), err::toString);
        assertTrue(out.toString().contains("Lattice ECP5"), out.toString());
        JsonNode resources = new ObjectMapper().readTree(folder.resolve("design/resources.json").toFile());
        JsonNode total = resources.get("total");
        int sum = 0;
        for (JsonNode layer : resources.get("layers")) {
            sum += layer.get("lut").asInt();
        }
        assertEquals(sum, total.get("lut").asInt());
        assertTrue(total.get("lut").asInt() > 0 && total.get("ff").asInt() > 0, total.toString());
    }

    @Test
    void fillsADevice() throws IOException {
        assertEquals(0, generate(model(), "--device", "LFE5U-25F", "-o", design()), err::toString);
        JsonNode total = new ObjectMapper().readTree(folder.resolve("design/resources.json").toFile()).get("total");
        assertTrue(total.get("dsp").asInt() <= 28 && total.get("lut").asInt() <= 24288, total.toString());
    }

    @Test
    void fillsABoard() throws IOException {
        assertEquals(0, generate(model(), "--board", "icebreaker", "-o", design()), err::toString);
        JsonNode resources = new ObjectMapper().readTree(folder.resolve("design/resources.json").toFile());
        JsonNode total = resources.get("total");
        assertTrue(total.get("dsp").asInt() <= 8 && total.get("lut").asInt() <= 5280, total.toString());
        assertTrue(total.get("spram").asInt() > 0, "weights are loaded into the large memories");
        assertTrue(resources.get("layers").has("shell"), resources.toString());
        assertTrue(out.toString().contains("a UP5K has"), out.toString());
        assertTrue(Files.exists(folder.resolve("design/shell.json")));
    }

    @Test
    void theKitIsConstrainedForTheBoardsClockOrTheOneThatIsGiven() throws IOException {
        assertEquals(0, generate(model(), "--lanes", "5", "-o", design()), err::toString);
        assertTrue(constraints().contains("-period 5.000 "), constraints());
        assertEquals(0, generate(model(), "--lanes", "5", "--board", "tang-nano-20k", "-o", design()), err::toString);
        assertTrue(constraints().contains("-period 16.461 ") && constraints().contains("60.75 MHz"), constraints());
        assertEquals(0, generate(model(), "--lanes", "5", "--clock-mhz", "125", "-o", design()), err::toString);
        assertTrue(constraints().contains("-period 8.000 "), constraints());
        assertEquals(2, generate(model(), "--lanes", "5", "--clock-mhz", "0", "-o", design()));
        assertTrue(err.toString().contains("--clock-mhz: 0.0 is not above 0 and up to 1000"), err.toString());
    }

    private String constraints() throws IOException {
        return Files.readString(folder.resolve("design/constraints/clock.xdc"));
    }

    @Test
    void saysWhatABoardLacks() throws IOException {
        Path board = Files.createDirectory(folder.resolve("small"));
        for (String name : List.of("board.json", "clock.v", "pins.pcf")) {
            Files.writeString(board.resolve(name), Files.readString(Path.of("constraints/icebreaker").resolve(name))
                    .replace("\"icebreaker\"", "\"small\"").replace("\"bram\": 30", "\"bram\": 2"));
        }
        assertEquals(1, generate(model(), "--board", board.toString(), "-o", design()));
        assertTrue(err.toString().matches("(?s)winnow: error: .* does not fit UP5K: it takes \\d+ block RAMs, \\d+ more than its 2\\. .*"),
                err.toString());
        assertFalse(Files.exists(folder.resolve("design")));
        assertEquals(0, generate(model(), "--board", board.toString(), "--lanes", "4", "-o", design()), err::toString);
        assertTrue(out.toString().contains("does NOT fit UP5K: "), out.toString());
    }

    @Test
    void refusesADeviceThatItDoesNotKnow() {
        assertEquals(1, generate(model(), "--device", "XYZ", "-o", design()));
        assertEquals(2, generate(model(), "--device", "UP5K", "--board", "icebreaker", "-o", design()));
        assertTrue(err.toString().contains("--device and --board: a board has its device"), err.toString());
        assertTrue(err.toString().startsWith("winnow: error: device 'XYZ' is unknown; devices are LFE5U-25F, "), err.toString());
        assertFalse(Files.exists(folder.resolve("design")));
    }
}
