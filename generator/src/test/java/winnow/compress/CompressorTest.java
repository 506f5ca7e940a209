package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.onnx.OnnxReader;
import winnow.quantize.Calibration;
import winnow.quantize.CalibrationImages;
import winnow.quantize.ChannelOrder;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/** Compression without training of a CNN that was trained on digits, judged by digits that it has not seen. */
class CompressorTest {
    private static final InputTransform TRANSFORM = new InputTransform(ChannelOrder.RGB, List.of(), 0.00390625);
    private static Network network;
    private static LabelledImages digits;
    private static CalibrationImages calibration;

    @BeforeAll
    static void read() throws IOException {
        network = OnnxReader.read(Path.of("generator/src/test/resources/digits/digits.onnx"));
        Path model = Path.of("models/lenet5");
        digits = LabelledImages.read(List.of(model.resolve("samples-images-idx3-ubyte")),
                List.of(model.resolve("samples-labels-idx1-ubyte")), network.inputShape(), 10);
        calibration = new CalibrationImages(IntStream.range(0, 100).mapToObj(i -> "digit " + i).toList(),
                IntStream.range(0, 100).mapToObj(digits::image).toList());
    }

    private static CompressionOptions options(
            LayerValues<Double> density, LayerValues<Integer> codebook, LayerValues<WeightForm> form, OptionalInt bits, double budget) {
        return new CompressionOptions(density, codebook, form, Map.of(), Map.of(), bits, 10, Calibration.MSE, budget, 1);
    }

    private static LayerValues<WeightForm> shared() {
        return new LayerValues<>(Optional.of(WeightForm.SHARED), Map.of());
    }

    private static CompressionOptions auto(double budget) {
        return options(LayerValues.auto(), LayerValues.auto(), shared(), OptionalInt.empty(), budget);
    }

    private static Compression compress(CompressionOptions options, CompressionData data) throws IOException {
        return new Compressor(options, TRANSFORM, data, Optional.empty(), new SilentWatcher()).compress(network);
    }

    private static CompressionData labelled() {
        return new CompressionData(Optional.of(calibration), Optional.of(digits), Optional.empty());
    }

    private static double validation(Compression compression, int stage) {
        return compression.stages().get(stage).validation().orElseThrow();
    }

    @Test
    void aBudgetIsSpentAndKept() throws IOException {
        Compression compression = compress(auto(0.02), labelled());
        assertTrue(compression.met());
        assertTrue(validation(compression, 0) >= 0.97, "the float network works");
        assertTrue(validation(compression, 3) >= validation(compression, 0) - 0.02);
        Map<String, Layer.Weighted> layers = CompressedLayers.of(compression.shared());
        assertTrue(layers.values().stream().allMatch(layer -> layer.codebook().length() <= 128), "codebooks shrink");
        int kept = layers.values().stream().mapToInt(layer -> layer.weights().nonzeros()).sum();
        assertTrue(kept < 0.6 * 3870, kept + " weights of 3870 are left");
        assertEquals(layers.keySet(), compression.densities().keySet());
        assertTrue(compression.integers().layers().stream().anyMatch(layer -> layer.output().format().bits() < 8), "tensors get narrower");
    }

    @Test
    void aGreaterBudgetKeepsNoMoreWeights() throws IOException {
        int small = weights(compress(auto(0), labelled()));
        int large = weights(compress(auto(0.1), labelled()));
        assertTrue(large < small, large + " against " + small);
    }

    private static int weights(Compression compression) {
        return CompressedLayers.of(compression.shared()).values().stream().mapToInt(layer -> layer.weights().nonzeros()).sum();
    }

    @Test
    void whatIsGivenIsObeyed() throws IOException {
        LayerValues<Double> density = new LayerValues<>(Optional.of(1.0), Map.of("ip", 0.25));
        LayerValues<Integer> codebook = new LayerValues<>(Optional.of(64), Map.of("conv2", 8));
        Compression compression = compress(options(density, codebook, shared(), OptionalInt.of(8), 1), labelled());
        Map<String, Layer.Weighted> layers = CompressedLayers.of(compression.shared());
        assertEquals(480, layers.get("ip").weights().nonzeros(), 10, "a cluster around 0 may take a few more away");
        assertEquals(8, layers.get("conv2").codebook().length(), 1);
        assertTrue(compression.integers().layers().stream().allMatch(layer -> layer.output().format().bits() == 8));
    }

    @Test
    void binaryAndTernaryLayersHaveTwoAndThreeValues() throws IOException {
        LayerValues<WeightForm> form = new LayerValues<>(Optional.of(WeightForm.SHARED), Map.of("conv2", WeightForm.BINARY, "ip", WeightForm.TERNARY));
        Compression compression = compress(options(LayerValues.auto(), LayerValues.auto(), form, OptionalInt.of(8), 0.5), labelled());
        Map<String, Layer.Weighted> layers = CompressedLayers.of(compression.shared());
        assertEquals(2, layers.get("conv2").codebook().length());
        assertEquals(1800, layers.get("conv2").weights().nonzeros());
        assertEquals(3, layers.get("ip").codebook().length());
    }

    @Test
    void aCompressedNetworkIsRecognisedAndKept() throws IOException {
        Network compressed = compress(auto(0.02), labelled()).shared();
        Compression again = new Compressor(auto(0.02), TRANSFORM, labelled(), Optional.empty(), new SilentWatcher()).compress(compressed);
        CompressedLayers.of(compressed).forEach((name, layer) ->
                assertArrayEquals(layer.denseWeights(), CompressedLayers.of(again.shared()).get(name).denseWeights(), name));
        assertTrue(again.notes().stream().anyMatch(note -> note.contains("layer ip: comes with")), again.notes().toString());
        assertEquals(Map.of(), again.densities());
    }

    @Test
    void withoutLabelsTheFloatNetworkIsTheJudge() throws IOException {
        Compression compression = compress(auto(0.05), new CompressionData(Optional.of(calibration), Optional.empty(), Optional.of(digits)));
        assertEquals(1, validation(compression, 0));
        assertTrue(validation(compression, 3) >= 0.95);
        assertTrue(compression.stages().get(3).test().orElseThrow() >= 0.9, "right, too");
        assertTrue(compression.notes().stream().anyMatch(note -> note.startsWith("no labels")));
    }

    @Test
    void withoutImagesItStillCompressesAndSaysWhatItCouldNotDo() throws IOException {
        Compression compression = compress(auto(0.01), new CompressionData(Optional.empty(), Optional.empty(), Optional.of(digits)));
        assertTrue(compression.notes().stream().anyMatch(note -> note.startsWith("no images")));
        assertTrue(compression.notes().stream().anyMatch(note -> note.startsWith("no training")));
        assertTrue(compression.stages().get(3).validation().isEmpty());
        assertTrue(compression.stages().get(3).test().orElseThrow() >= 0.9, compression.stages().toString());
        assertTrue(weights(compression) < 3870 * 0.9);
    }

    @Test
    void aBudgetThatCannotBeKeptIsReportedAndTheBestIsThere() throws IOException {
        LayerValues<Double> density = new LayerValues<>(Optional.of(0.02), Map.of());
        Compression compression = compress(options(density, LayerValues.auto(), shared(), OptionalInt.of(8), 0), labelled());
        assertFalse(compression.met());
        assertTrue(validation(compression, 3) < validation(compression, 0));
    }

    @Test
    void namesOfLayersThatDoNotExistAreAllRefused() {
        LayerValues<Double> density = new LayerValues<>(Optional.empty(), Map.of("pool9", 0.5));
        LayerValues<Integer> codebook = new LayerValues<>(Optional.empty(), Map.of("conv7", 5));
        InvalidInputException refused = assertThrows(InvalidInputException.class,
                () -> compress(options(density, codebook, shared(), OptionalInt.of(8), 0), labelled()));
        assertEquals(List.of("--density: the network has no layer \"pool9\" with weights; it has conv1, conv2, ip",
                "--codebook: the network has no layer \"conv7\" with weights; it has conv1, conv2, ip"), refused.problems());
    }

    @Test
    void theSameInputGivesTheSameModel() throws IOException {
        assertEquals(compress(auto(0.02), labelled()), compress(auto(0.02), labelled()));
    }
}
