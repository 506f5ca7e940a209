package winnow.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import winnow.compress.Compression;
import winnow.compress.CompressionData;
import winnow.compress.CompressionOptions;
import winnow.compress.Compressor;
import winnow.compress.LayerValues;
import winnow.compress.RandomFloatNetworks;
import winnow.compress.SilentWatcher;
import winnow.network.Clamp;
import winnow.network.Codebook;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.planner.NetworkSizes;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.quantize.InputTransform;
import winnow.quantize.QuantizationOptions;
import winnow.quantize.Quantizer;
import winnow.reader.LabelledImages;

class CompressionReportTest {
    private static final Shape INPUT = new Shape(1, 8, 8);
    private static final int CLASSES = 4;
    private static final int IMAGES = 30;
    private static final String STRANGE = "block/1 a|b <i>*c*</i> \u001b[2J](x) \u00e4";
    private static final Pattern LINK = Pattern.compile("(?<!\\\\)]\\(([^)]*)\\)");

    @TempDir
    Path folder;

    private static Network network(String first) {
        RandomFloatNetworks random = new RandomFloatNetworks(1);
        Layer.Weighted convolution = random.convolution(first, "data", INPUT, 3, Window.square(3, 1, 0));
        Layer.Weighted full = random.fullyConnected("ip/1", first, convolution.outputShape().size(), CLASSES);
        return new Network("net | <b>", "data", INPUT, List.of(convolution, full));
    }

    private static CompressionOptions options(Map<String, Integer> ranks) {
        return new CompressionOptions(LayerValues.auto(), LayerValues.auto(), LayerValues.auto(), ranks, Map.of(),
                OptionalInt.empty(), 8, Calibration.MSE, 0.1, 1);
    }

    private static CompressionReport report(Network network, CompressionOptions options, Optional<LabelledImages> images)
            throws IOException {
        CompressionData data = new CompressionData(Optional.empty(), images.map(all -> all.range(0, IMAGES / 2)),
                images.map(all -> all.range(IMAGES / 2, IMAGES)));
        Compression compression = new Compressor(options, InputTransform.NONE, data, Optional.empty(), new SilentWatcher())
                .compress(network);
        return new CompressionReport(network, compression);
    }

    private CompressionReport unmeasured() throws IOException {
        return report(network(STRANGE), options(Map.of()), Optional.empty());
    }

    private CompressionReport measured() throws IOException {
        return report(network(STRANGE), options(Map.of()), Optional.of(images()));
    }

    private LabelledImages images() throws IOException {
        Random random = new Random(2);
        ByteBuffer pixels = ByteBuffer.allocate(16 + IMAGES * INPUT.size()).putInt(0x803).putInt(IMAGES).putInt(8).putInt(8);
        ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES).putInt(0x801).putInt(IMAGES);
        for (int image = 0; image < IMAGES; image++) {
            labels.put((byte) random.nextInt(CLASSES));
            for (int pixel = 0; pixel < INPUT.size(); pixel++) {
                pixels.put((byte) random.nextInt(256));
            }
        }
        Path imageFile = Files.write(folder.resolve("images-idx3-ubyte"), pixels.array());
        Path labelFile = Files.write(folder.resolve("labels-idx1-ubyte"), labels.array());
        return LabelledImages.read(List.of(imageFile), List.of(labelFile), INPUT, CLASSES);
    }

    private static String markdown(Map<String, byte[]> files) {
        return new String(files.get("compression.md"), StandardCharsets.UTF_8);
    }

    private static JsonNode json(Map<String, byte[]> files) throws IOException {
        return new ObjectMapper().readTree(files.get("compression.json"));
    }

    @Test
    void saysWhatIsMissingWithoutImages() throws IOException {
        Map<String, byte[]> files = unmeasured().files();
        assertEquals(List.of("compression.md", "compression.json", "compression/size.svg",
                "compression/weights_01_block_1_a_b_i_c_i_2j_x_.svg", "compression/weights_02_ip_1.svg"),
                List.copyOf(files.keySet()));
        String text = markdown(files);
        assertEquals(3, text.split("Left out: there were no images to measure accuracy with\\.", -1).length - 1, text);
        assertTrue(text.contains("No accuracy was measured."), text);
        assertTrue(text.contains("\n- no images: "), text);
    }

    @Test
    void drawsWhatWasScanned() throws IOException {
        Map<String, byte[]> files = measured().files();
        List<String> scans = List.of("compression/density.svg", "compression/codebook.svg", "compression/bits.svg");
        assertTrue(files.keySet().containsAll(scans), files.keySet().toString());
        JsonNode json = json(files);
        assertEquals(2, json.path("densities").size());
        assertEquals(STRANGE, json.path("densities").fieldNames().next());
        assertTrue(json.path("codebooks").path("ip/1").size() > 1);
        assertTrue(json.path("bits").path(STRANGE).size() > 1);
        assertFalse(markdown(files).contains("Left out"), markdown(files));
    }

    @Test
    void namesLayersThatWereNotScanned() throws IOException {
        CompressionOptions given = new CompressionOptions(new LayerValues<>(Optional.empty(), Map.of("ip/1", 0.5)), LayerValues.auto(),
                LayerValues.auto(), Map.of(), Map.of(), OptionalInt.of(8), 8, Calibration.MSE, 0.1, 1);
        String text = markdown(report(network("conv"), given, Optional.of(images())).files());
        assertTrue(text.contains("all other layers whole. Not scanned: ip/1.\n"), text);
        assertTrue(text.contains("large as the scan allows.\n"), text);
        assertTrue(text.contains("### Bits of each tensor\n\nLeft out: nothing was scanned"), text);
    }

    @Test
    void opensWithRatioAndErrorsBeforeAndAfter() throws IOException {
        Map<String, byte[]> files = measured().files();
        JsonNode stages = json(files).path("stages");
        String[] lines = markdown(files).split("\n");
        assertEquals("# Compression of net | \\<b\\>", lines[0]);
        String before = String.format(Locale.ROOT, "%.2f %%", 100 * (1 - stages.get(0).path("test_accuracy").asDouble()));
        String after = String.format(Locale.ROOT, "%.2f %%", 100 * (1 - stages.get(3).path("test_accuracy").asDouble()));
        assertTrue(lines[2].matches("\\*\\*\\d+\\.\\d times smaller: [0-9,]+ bytes as 32-bit floats, [0-9,]+ bytes as Winnow"
                + " stores them\\.\\*\\* Test error " + before + " before, " + after + " after\\. Validation error .*"), lines[2]);
    }

    @Test
    void linksToEveryPictureAndToNothingElse() throws IOException {
        for (CompressionReport report : List.of(unmeasured(), measured())) {
            Map<String, byte[]> files = report.files();
            List<String> links = new ArrayList<>();
            for (Matcher link = LINK.matcher(markdown(files)); link.find();) {
                links.add(link.group(1));
            }
            TreeSet<String> pictures = new TreeSet<>(files.keySet());
            pictures.removeAll(List.of("compression.md", "compression.json"));
            assertEquals(List.copyOf(pictures), links.stream().sorted().toList());
        }
    }

    @Test
    void picturesAreWellFormed() throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        parser.setEntityResolver((name, system) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        int pictures = 0;
        for (Map.Entry<String, byte[]> file : measured().files().entrySet()) {
            if (file.getKey().endsWith(".svg")) {
                assertTrue(file.getKey().matches("compression/[a-z0-9_]+\\.svg"), file.getKey());
                assertEquals("svg", parser.parse(new ByteArrayInputStream(file.getValue())).getDocumentElement().getNodeName());
                pictures++;
            }
        }
        assertEquals(6, pictures);
    }

    @Test
    void aStrangeNameBreaksNoTable() throws IOException {
        String text = markdown(unmeasured().files());
        String row = text.lines().filter(line -> line.startsWith("| block/1")).findFirst().orElseThrow();
        String total = text.lines().filter(line -> line.startsWith("| **total**")).findFirst().orElseThrow();
        assertEquals(total.split("(?<!\\\\)\\|").length, row.split("(?<!\\\\)\\|").length, row);
        assertTrue(row.startsWith("| block/1 a\\|b \\<i\\>\\*c\\*\\</i\\> \\\\u001b\\[2J\\](x) \u00e4 "), row);
        assertFalse(text.contains("\u001b") || text.contains("<i>"), text);
    }

    @Test
    void totalsAreTheSumsOfLayers() throws IOException {
        JsonNode json = json(measured().files());
        for (String key : List.of(
                "weights", "nonzeros", "float32_bytes", "fixed_field_bytes", "huffman_total_bytes", "stored_bytes")) {
            long sum = json.path("layers").get(0).path(key).asLong() + json.path("layers").get(1).path(key).asLong();
            assertTrue(json.path("total").path(key).isIntegralNumber(), key);
            assertEquals(json.path("total").path(key).asLong(), sum, 1, key);
        }
        List<String> steps = json.path("steps").findValuesAsText("name");
        assertEquals(List.of("float32", "pruned", "fixed_field", "huffman_total", "huffman_with_tables", "stored"), steps);
        assertEquals(json.path("total").path("stored_bytes"), json.path("steps").get(5).path("bytes"));
        assertEquals(json.path("total").path("float32_bytes"), json.path("steps").get(0).path("bytes"));
    }

    @Test
    void aFactorisedNetworkIsComparedWithTheOneThatWasGiven() throws IOException {
        Network given = network("conv");
        JsonNode steps = json(report(given, options(Map.of("ip/1", 1)), Optional.empty()).files()).path("steps");
        assertEquals("structured", steps.get(1).path("name").asText());
        assertEquals(4 * (27 + 3 + 4 * 108 + 4), steps.get(0).path("bytes").asLong());
        assertTrue(steps.get(1).path("bytes").asLong() < steps.get(0).path("bytes").asLong());
    }

    @Test
    void theSameBytesInEveryLanguage() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.US);
            Map<String, byte[]> first = measured().files();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Map<String, byte[]> second = measured().files();
            assertEquals(List.copyOf(first.keySet()), List.copyOf(second.keySet()));
            first.forEach((path, bytes) -> assertArrayEquals(bytes, second.get(path), path));
            assertTrue(printed(measured()).matches("(?s)\\d.*"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void printsARowForEachLayerAndTheNotes() throws IOException {
        String text = printed(unmeasured());
        assertTrue(text.startsWith(text.substring(0, text.indexOf(' ')) + " times smaller: "), text);
        assertEquals(1, text.lines().filter(line -> line.startsWith("block/1 a|b <i>*c*</i> \\u001b...  ")).count(), text);
        assertEquals(1, text.lines().filter(line -> line.startsWith("total ")).count(), text);
        assertTrue(text.contains("note: no images: ") && !text.contains("\u001b"), text);
    }

    private static String printed(CompressionReport report) {
        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out));
        return out.toString();
    }

    /** Two weights, 299 zeros between them. */
    @Test
    void prunedWeightsAreFloatsWithAnIndexOfThePapersWidth() {
        float[] values = new float[400];
        values[0] = 1;
        values[300] = 2;
        FloatWeights weights = FloatWeights.of(4, 100, 1, 1, values);
        assertEquals(11 * (32 + 5) + 4 * 32, prunedBits(weights, true));
        assertEquals(3 * (32 + 8) + 4 * 32, prunedBits(weights, false));
    }

    private static long prunedBits(FloatWeights weights, boolean full) {
        int[] image = new int[100];
        image[0] = 255;
        Layer.Weighted layer = new Layer.Weighted("l", "data", "l", Shape.vector(4), full, Window.PIXEL, weights.sparse(),
                weights.codebook(), Codebook.NO_PADDING_CODE, Floats.of(new float[4]), Clamp.NONE);
        Network network = new Network("n", "data", Shape.vector(100), List.of(layer));
        CalibrationImages images = new CalibrationImages(List.of("one"), List.of(new IntTensor(Shape.vector(100), image)));
        IntegerNetwork integers = Quantizer.quantize(network, InputTransform.NONE, images, QuantizationOptions.DEFAULT).network();
        return new LayerResult(layer, layer, NetworkSizes.of(integers).parts().get(0)).prunedBits();
    }

    @Test
    void aMachineWithoutFontsLosesAPictureOnly() {
        Figure figure = Figure.of("heading", "text", "a.svg", () -> {
            throw new InternalError("no fonts");
        });
        assertTrue(figure.drawing().isEmpty() && figure.text().matches("Left out: .*no fonts.*"), figure.text());
    }
}
