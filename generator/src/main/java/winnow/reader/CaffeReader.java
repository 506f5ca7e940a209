package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import winnow.network.Floats;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.SparseWeights;

/**
 * Reads a Caffe deploy prototxt and the Deep Compression weights that belong to it (Han et al., ICLR 2016; see
 * {@link NetFile}).
 */
public final class CaffeReader {
    private static final long MAXIMUM_PROTOTXT_BYTES = 16L << 20;

    private CaffeReader() {}

    /**
     * Reads a network.
     *
     * @throws InvalidInputException with all problems of the prototxt, or, if it has none, all of the weights
     */
    public static Network read(Path prototxt, Path weights) throws IOException {
        return read(prototxt, shapes -> NetFile.read(weights, shapes));
    }

    /**
     * Reads a network that is yet to be trained: weights are drawn uniformly from +-sqrt(6 / inputs) in front of a rectifier
     * (He et al., ICCV 2015), from +-sqrt(3 / inputs) elsewhere, so that values keep their variance; biases are 0.
     *
     * @throws InvalidInputException with all problems of the prototxt
     */
    public static Network untrained(Path prototxt, long seed) throws IOException {
        Random random = new Random(seed);
        Network zeros = read(prototxt, shapes -> shapes.stream().map(CaffeReader::zeros).toList());
        List<Layer> layers = zeros.layers().stream().map(layer ->
                layer instanceof Layer.Weighted weighted ? drawn(weighted, random) : layer).toList();
        return new Network(zeros.name(), zeros.input(), zeros.inputShape(), layers);
    }

    private static NetFile.LayerWeights zeros(WeightShape shape) {
        SparseWeights none = new SparseWeights(shape.outputs(), shape.inputs(), shape.kernelHeight(), shape.kernelWidth(),
                Ints.of(), Ints.of(), 1);
        return new NetFile.LayerWeights(Floats.of(0), Floats.of(new float[shape.outputs()]), none, 0);
    }

    private static Layer drawn(Layer.Weighted layer, Random random) {
        SparseWeights sizes = layer.weights();
        double limit = Math.sqrt((layer.clamp().signed() ? 3.0 : 6.0) / sizes.perOutput());
        float[] values = new float[sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
        return layer.with(values, layer.bias());
    }

    private interface WeightSource {
        List<NetFile.LayerWeights> weights(List<WeightShape> shapes) throws IOException;
    }

    private static Network read(Path prototxt, WeightSource source) throws IOException {
        List<String> problems = new ArrayList<>();
        PrototxtValue.Message message = PrototxtParser.parse(prototxt.toString(), text(prototxt));
        CaffePrototxt caffe = new CaffePrototxt(prototxt.toString(), message, problems);
        CaffeGraph graph = caffe.read();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        List<WeightShape> shapes =
                graph.layers().stream().filter(CaffeLayer::weighted).map(CaffeLayer::weightShape).toList();
        Iterator<NetFile.LayerWeights> found = source.weights(shapes).iterator();
        List<Layer> layers = new ArrayList<>();
        for (CaffeLayer layer : graph.layers()) {
            layers.add(layer.weighted() ? layer.withWeights(found.next()) : layer.withoutWeights());
        }
        return new Network(caffe.name(InputFile.stem(prototxt)), graph.input().name, graph.input().shape.orElseThrow(), layers);
    }

    private static String text(Path file) throws IOException {
        InputFile.require(file);
        if (Files.size(file) > MAXIMUM_PROTOTXT_BYTES) {
            throw new InvalidInputException(file + ": " + Files.size(file) + " bytes; a prototxt has at most " + MAXIMUM_PROTOTXT_BYTES
                    + ". Is it a .caffemodel?");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file + ": is not UTF-8 text, so it is no prototxt. Is it a binary .caffemodel?");
        }
    }
}
