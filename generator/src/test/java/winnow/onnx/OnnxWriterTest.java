package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Clamp;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;
import winnow.reader.CaffeReader;

class OnnxWriterTest {
    private static final Clamp BOTH = new Clamp(-3, 60);

    @TempDir
    private Path folder;

    private Network readBack(Network network) throws IOException {
        Network read = Reference.read(folder, OnnxWriter.bytes(network));
        Reference.agrees(network, folder.resolve("model.onnx"));
        assertEquals(network, read);
        return read;
    }

    private static Layer.Weighted weighted(String name, String input, Shape inputShape, int outputs, Shape shape, Window window,
            boolean full, Clamp clamp) {
        int inputs = full ? inputShape.size() : inputShape.channels();
        float[] values = new float[outputs * inputs * window.taps()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? 0 : (i * 7 % 11 - 5) / 8f;
        }
        FloatWeights weights = FloatWeights.of(outputs, inputs, window.kernelHeight(), window.kernelWidth(), values);
        return new Layer.Weighted(name, input, name, shape, full, window, weights.sparse(), weights.codebook(), -1,
                Floats.of(new float[outputs]), clamp);
    }

    /** What the writer makes of groups and dilation: kernels whose holes are weights of 0. */
    private static Network withoutHoles(Network network) {
        List<Layer> layers = network.layers().stream().map(layer -> layer instanceof Layer.Weighted weighted ? withoutHoles(weighted) : layer).toList();
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    private static Layer withoutHoles(Layer.Weighted layer) {
        return new Layer.Weighted(layer.name(), layer.input(), layer.output(), layer.outputShape(), layer.fullyConnected(), layer.window(),
                layer.weights().withParameters(layer.weights().size()), layer.codebook(), layer.paddingCode(), layer.bias(), layer.clamp());
    }

    private static Network pooled(Shape input, Shape output, boolean average, Window window) {
        return new Network("n", "x", input, List.of(new Layer.Pool("p", "x", "y", output, average, window)));
    }

    @Test
    void randomNetworksAreReadBackAsTheyWere() throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            try {
                readBack(withoutHoles(Reference.agrees(folder, RandomModel.of(seed))));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void everyLayerIsReadBackAsItWas() throws IOException {
        Shape input = new Shape(2, 6, 7);
        Shape map = new Shape(3, 3, 4);
        Shape vector = Shape.vector(5);
        readBack(new Network("all", "the image", input, List.of(
                weighted("c", "the image", input, 3, map, Window.square(3, 2, 1), false, BOTH),
                new Layer.Addition("a", List.of("c", "c"), "a", map, new Clamp(Float.NEGATIVE_INFINITY, 20)),
                new Layer.Concatenation("j", List.of("a", "c"), "j", new Shape(6, 3, 4)),
                weighted("f", "j", new Shape(6, 3, 4), 5, vector, Window.PIXEL, true, Clamp.RELU),
                weighted("g", "f", vector, 5, vector, Window.PIXEL, false, Clamp.NONE),
                new Layer.Addition("s", List.of("f", "g"), "s", vector, BOTH),
                weighted("h", "s", vector, 2, Shape.vector(2), Window.PIXEL, true, new Clamp(-1, Float.POSITIVE_INFINITY)))));
    }

    @Test
    void everyPoolIsReadBackAsItWas() throws IOException {
        readBack(pooled(new Shape(2, 6, 6), new Shape(2, 3, 3), false, Window.square(3, 2, 0)));
        readBack(pooled(new Shape(2, 6, 6), new Shape(2, 3, 3), true, Window.square(3, 2, 0)));
        readBack(pooled(new Shape(2, 8, 8), new Shape(2, 5, 5), true, Window.square(3, 2, 1)));
        readBack(pooled(new Shape(2, 8, 8), new Shape(2, 8, 8), true, Window.square(3, 1, 1)));
    }

    @Test
    void networksOfCaffeAreWritten() throws IOException {
        Network network = CaffeReader.untrained(Path.of("models/lenet5/lenet5.prototxt"), 1);
        Network read = Reference.read(folder, OnnxWriter.bytes(network));
        Reference.agrees(network, folder.resolve("model.onnx"));
        assertEquals(network.layers().stream().map(Layer::name).toList(), read.layers().stream().map(Layer::name).toList());
        assertEquals(network.layers().stream().map(Layer::output).toList(), read.layers().stream().map(Layer::output).toList());
    }

    @Test
    void refusesAveragesThatOnnxCannotExpress() {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> OnnxWriter.bytes(
                pooled(new Shape(1, 6, 6), new Shape(1, 3, 2), true, Window.square(3, 3, 1))));
        assertTrue(refused.getMessage().startsWith("layer p: "), refused.getMessage());
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        Network network = Reference.read(folder, RandomModel.of(3).bytes());
        assertArrayEquals(OnnxWriter.bytes(network), OnnxWriter.bytes(network));
        assertEquals(13, ModelProto.parseFrom(OnnxWriter.bytes(network)).getOpsetImport(0).getVersion());
    }
}
