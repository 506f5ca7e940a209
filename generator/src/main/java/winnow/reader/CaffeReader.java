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
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;

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
        List<String> problems = new ArrayList<>();
        PrototxtValue.Message message = PrototxtParser.parse(prototxt.toString(), text(prototxt));
        CaffePrototxt caffe = new CaffePrototxt(prototxt.toString(), message, problems);
        CaffeGraph graph = caffe.read();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        List<WeightShape> shapes =
                graph.layers().stream().filter(CaffeLayer::weighted).map(CaffeLayer::weightShape).toList();
        Iterator<NetFile.LayerWeights> found = NetFile.read(weights, shapes).iterator();
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
