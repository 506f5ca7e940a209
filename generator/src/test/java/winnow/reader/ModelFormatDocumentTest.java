package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.Window;

/** The worked example of {@code docs/model-format.md} is what the reader reads and the writer writes. */
class ModelFormatDocumentTest {
    @TempDir
    Path folder;

    @Test
    void theWorkedExampleDecodesAsTheDocumentSays() throws IOException {
        Files.writeString(folder.resolve("model.json"), block("json"));
        Files.write(folder.resolve("weights.bin"), HexFormat.ofDelimiter(" ").parseHex(block("hex").strip()));
        assertEquals(example(), ModelForm.read(folder));
    }

    @Test
    void theWriterWritesTheWorkedExample() throws IOException {
        ModelFormWriter writer = new ModelFormWriter(example());
        assertEquals(new String(writer.model(), java.nio.charset.StandardCharsets.UTF_8), block("json"));
        assertArrayEquals(HexFormat.ofDelimiter(" ").parseHex(block("hex").strip()), writer.weights());
    }

    private static IntegerNetwork example() {
        Tensor input = new Tensor("image", new Shape(1, 3, 4), new FixedPoint(8, 0, false));
        Tensor map = new Tensor("map", new Shape(2, 3, 2), new FixedPoint(8, 2, false));
        SparseWeights weights = new SparseWeights(2, 1, 3, 3, Ints.of(1, 4, 15), Ints.of(1, 2, 1), 2);
        return new IntegerNetwork("example", input, Ints.of(120), java.util.List.of(
                new IntegerLayer.Convolution("conv", "image", map, new Window(3, 3, 1, 2, 1, 1), weights,
                        new Codebook(Ints.of(0, 3, -7), 4, 5, 0), Longs.of(-40, 12), new Requantization(3, 0, 255))));
    }

    private static String block(String language) throws IOException {
        String document = Files.readString(Path.of("docs/model-format.md"));
        String example = document.substring(document.indexOf("## A worked example"));
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(example);
        return block.find() ? block.group(1) : "";
    }
}
