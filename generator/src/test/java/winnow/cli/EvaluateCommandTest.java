package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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
import winnow.output.OutputFolder;
import winnow.reader.ModelForm;

/** A network whose three classes are the first three pixels of an image, in units of a quarter. */
class EvaluateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void writeModelAndImages() throws IOException {
        Tensor input = new Tensor("image", new Shape(1, 2, 2), new FixedPoint(8, 0, false));
        SparseWeights weights = new SparseWeights(3, 4, 1, 1, Ints.of(0, 5, 10), Ints.of(1, 1, 1), 4);
        IntegerLayer layer = new IntegerLayer.FullyConnected("pick", "image", new Tensor("scores", Shape.vector(3),
                new FixedPoint(9, 2, true)), weights, new Codebook(Ints.of(0, 1), 2, 2, 0), Longs.of(0, 0, 0),
                new Requantization(0, -256, 255));
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "",
                new IntegerNetwork("picker", input, Ints.of(0), List.of(layer))).write(Map.of());
        write("images", 3, new int[] {4, 2, 2}, 9, 8, 7, 0, 1, 2, 3, 0, 5, 5, 1, 0, 0, 255, 255, 0);
        write("labels", 1, new int[] {4}, 0, 2, 1, 1);
    }

    @Test
    void reportsAccuracyAndTheBestClasses() throws IOException {
        JsonNode report = evaluate("--labels", folder.resolve("labels").toString(), "--top", "2");
        assertEquals(List.of("images", "accuracy", "images_per_second", "top"), names(report));
        assertEquals(4, report.path("images").asInt());
        assertEquals(0.75, report.path("accuracy").asDouble());
        assertTrue(report.path("images_per_second").asDouble() > 0);
        assertEquals("[{\"class\":0,\"score\":2.25},{\"class\":1,\"score\":2.0}]", report.path("top").get(0).toString());
        assertEquals("[{\"class\":0,\"score\":1.25},{\"class\":1,\"score\":1.25}]", report.path("top").get(2).toString());
        assertEquals("[{\"class\":1,\"score\":63.75},{\"class\":2,\"score\":63.75}]", report.path("top").get(3).toString());
        assertTrue(out.toString().contains("accuracy 75.00%"), out.toString());
    }

    @Test
    void reportsOneClassAndNoAccuracyWithoutBeingAsked() throws IOException {
        JsonNode report = evaluate();
        assertTrue(report.path("accuracy").isNull());
        assertEquals(1, report.path("top").get(0).size());
    }

    @Test
    void countsTheImagesOfAllFiles() throws IOException {
        JsonNode report = evaluate(folder.resolve("images").toString());
        assertEquals(8, report.path("images").asInt());
        assertEquals(report.path("top").get(1), report.path("top").get(5));
    }

    @Test
    void refusesLabelsThatDoNotFit() throws IOException {
        write("labels", 1, new int[] {3}, 0, 2, 7);
        assertEquals(1, run("--labels", folder.resolve("labels").toString()));
        assertTrue(out.toString().contains("3 labels for 4 images"), out.toString());
        assertTrue(out.toString().contains("has the label 7, the model's classes are 0..2"), out.toString());
    }

    @Test
    void refusesToReportNoClass() {
        assertEquals(2, run("--top", "0"));
    }

    private JsonNode evaluate(String... more) throws IOException {
        assertEquals(0, run(more), out::toString);
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    private int run(String... more) {
        ArrayList<String> arguments = new ArrayList<>(List.of("evaluate", folder.resolve("model").toString(),
                "--json", folder.resolve("report.json").toString(), "--images", folder.resolve("images").toString()));
        arguments.addAll(List.of(more));
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(String[]::new));
    }

    /** An idx file of unsigned bytes. */
    private void write(String name, int dimensions, int[] sizes, int... values) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {0, 0, 8, (byte) dimensions});
        for (int size : sizes) {
            file.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
        }
        for (int value : values) {
            file.write(value);
        }
        Files.write(folder.resolve(name), file.toByteArray());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
