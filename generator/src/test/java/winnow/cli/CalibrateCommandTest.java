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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;

class CalibrateCommandTest {
    private static final List<String> MADE_WITH = List.of("version", "kind", "seed", "rates");
    private static final int IMAGES = 8;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path model;
    private Path target;
    private Path images;

    @BeforeEach
    void writeInputs() throws IOException {
        model = folder.resolve("model");
        target = folder.resolve("target");
        images = folder.resolve("images");
        write(model, TinyNetworks.digits());
        ByteBuffer idx = ByteBuffer.allocate(16 + IMAGES * 36).putInt(0x803).putInt(IMAGES).putInt(6).putInt(6);
        for (int i = 0; idx.hasRemaining(); i++) {
            idx.put((byte) (i / 36 < IMAGES / 2 ? 0 : 37 * i + 11));
        }
        Files.write(images, idx.array());
    }

    private static void write(Path folder, IntegerNetwork network) throws IOException {
        Map<String, Object> details = new LinkedHashMap<>(Map.of("version", "0.0.7"));
        details.put("kind", "model");
        details.put("density_images", 99);
        details.put("density_of_another_time", 99);
        details.put("seed", 3);
        details.put("rates", List.of(0.25, 1e-9));
        ModelForm.add(new OutputFolder(folder, false), "", network).add("samples-images.npy", new byte[] {1, 2})
                .add("samples-labels-idx1-ubyte", new byte[] {3}).write(details);
    }

    private int calibrate(Path source, Path output, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("calibrate", source.toString(), "--images", images.toString(), "-o", output.toString()));
        arguments.addAll(List.of(more));
        return WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    private static FullyConnected full(Path model) throws IOException {
        return (FullyConnected) ModelForm.read(model).layers().get(2);
    }

    private static JsonNode manifest(Path model) throws IOException {
        return new ObjectMapper().readTree(model.resolve("manifest.json").toFile());
    }

    /** What the first images give, counted one by one. */
    private Ints expected(int count) throws IOException {
        Images all = ImageReader.open(images, TinyNetworks.digits().input().shape());
        int[] nonzeros = new int[12];
        for (int number = 0; number < count; number++) {
            IntTensor map = new GoldenModel(TinyNetworks.digits()).inferAll(all.image(number)).get("b");
            for (int i = 0; i < nonzeros.length; i++) {
                nonzeros[i] += map.values()[i] == 0 ? 0 : 1;
            }
        }
        return Ints.of(Arrays.stream(nonzeros).map(n -> (int) Math.floor(1000.0 * n / count + 0.5)).toArray());
    }

    @Test
    void writesTheModelWithDensitiesAndNothingElseChanged() throws IOException {
        assertEquals(0, calibrate(model, target), err::toString);
        assertEquals(expected(IMAGES), full(target).inputDensity());
        assertTrue(full(target).inputDensity().stream().distinct().count() > 1, full(target).inputDensity()::toString);
        assertEquals(TinyNetworks.digits(), TinyNetworks.with(ModelForm.read(target), 2,
                layer -> ((FullyConnected) layer).withInputDensity(Ints.of())));
        for (String file : List.of("weights.bin", "samples-images.npy", "samples-labels-idx1-ubyte")) {
            assertArrayEquals(Files.readAllBytes(model.resolve(file)), Files.readAllBytes(target.resolve(file)), file);
        }
        assertTrue(out.toString().matches("(?s)tiny: 8 images\\R" + "full: [0-9.]+% of 12 inputs are not zero\\R"), out.toString());
    }

    @Test
    void takesTheFirstImagesOnlyIfToldTo() throws IOException {
        assertEquals(0, calibrate(model, target, "--count", "5"), err::toString);
        assertEquals(expected(5), full(target).inputDensity());
        assertFalse(expected(5).equals(expected(IMAGES)));
        assertEquals(5, manifest(target).path("density_images").asInt());
    }

    @Test
    void theManifestGoesOnSayingHowTheModelWasMade() throws IOException {
        assertEquals(0, calibrate(model, target), err::toString);
        JsonNode manifest = manifest(target);
        List<String> names = new ArrayList<>();
        manifest.fieldNames().forEachRemaining(names::add);
        List<String> expected = new ArrayList<>(List.of("generator"));
        expected.addAll(MADE_WITH);
        expected.addAll(List.of("density_images_sha256", "density_count", "density_images", "files"));
        assertEquals(expected, names);
        assertEquals(manifest(model).path("rates"), manifest.path("rates"));
        assertEquals(WinnowCommand.VERSION, manifest.path("version").asText());
        assertEquals(Sha256.of(Files.readAllBytes(images)), manifest.path("density_images_sha256").asText());
        assertEquals(Sha256.of(Files.readAllBytes(target.resolve("model.json"))), manifest.path("files").path("model.json").asText());
        assertEquals(4, manifest.path("files").size());
    }

    @Test
    void aManifestOfAnotherModelSaysNothing() throws IOException {
        Path file = model.resolve("model.json");
        Files.writeString(file, Files.readString(file).replace("\"tiny\"", "\"edited\""));
        assertEquals(0, calibrate(model, target), err::toString);
        assertTrue(manifest(target).path("seed").isMissingNode(), manifest(target)::toString);
        assertEquals("model", manifest(target).path("kind").asText());
    }

    @Test
    void inPlaceItGivesTheSameBytesEveryTime() throws IOException {
        assertEquals(0, calibrate(model, target), err::toString);
        assertEquals(0, calibrate(model, model), err::toString);
        assertEquals(0, calibrate(model.resolve("model.json"), model), err::toString);
        for (String file : List.of("model.json", "weights.bin", "manifest.json", "samples-images.npy", "samples-labels-idx1-ubyte")) {
            assertArrayEquals(Files.readAllBytes(target.resolve(file)), Files.readAllBytes(model.resolve(file)), file);
        }
    }

    @Test
    void takesOtherSamplesIfItIsGivenSome() throws IOException {
        assertEquals(0, calibrate(model, target, "--samples", images.toString(), "--sample-count", "2"), err::toString);
        assertEquals(2, ImageReader.open(target.resolve("samples-images-idx3-ubyte"), TinyNetworks.digits().input().shape()).count());
        assertFalse(Files.exists(target.resolve("samples-labels-idx1-ubyte")), "labels of other samples");
    }

    @Test
    void overwritesNothingThatWasEditedUnlessItIsForced() throws IOException {
        Path file = model.resolve("model.json");
        String edited = Files.readString(file).replace("\"tiny\"", "\"edited\"");
        Files.writeString(file, edited);
        assertEquals(1, calibrate(model, model));
        assertEquals("winnow: error: " + model + ": model.json was changed since Winnow wrote it; move it away or give --force",
                err.toString().strip());
        assertEquals(edited, Files.readString(file));
        assertEquals(0, calibrate(model, model, "--force"), err::toString);
        assertEquals("edited", ModelForm.read(model).name());
    }

    @Test
    void refusesAFolderThatIsNotAModel() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("thesis.txt"), "years of work");
        assertEquals(1, calibrate(model, target));
        assertTrue(err.toString().contains("exists and is not Winnow's"), err.toString());
        assertEquals(List.of("thesis.txt"), List.of(target.toFile().list()));
    }

    @Test
    void refusesAModelThatHasNothingToMeasure() throws IOException {
        write(folder.resolve("colours"), TinyNetworks.colours());
        assertEquals(1, calibrate(folder.resolve("colours"), target));
        assertEquals("winnow: error: " + folder.resolve("colours") + ": has no fully-connected layer, so its clocks do not depend on images"
                + " and there is nothing to measure; use the model as it is", err.toString().strip());
        assertFalse(Files.exists(target));
    }

    @Test
    void refusesImagesThatDoNotFit() throws IOException {
        Path wrong = folder.resolve("wrong");
        Files.write(wrong, ByteBuffer.allocate(16 + 4).putInt(0x803).putInt(1).putInt(2).putInt(2).array());
        assertEquals(1, calibrate(model, target, "--images", wrong.toString(), folder.resolve("none.png").toString()));
        assertEquals(2, err.toString().lines().filter(line -> line.startsWith("winnow: error: ")).count(), err.toString());
        assertFalse(Files.exists(target));
    }

    @Test
    void wrongUsageIsSaidSo() {
        assertEquals(2, calibrate(model, target, "--count", "0"));
        assertTrue(err.toString().contains("--count: 0 is not at least 1"), err.toString());
        assertEquals(2, WinnowCommand.run(new PrintWriter(out), new PrintWriter(err), "calibrate", model.toString(), "-o", target.toString()));
        assertFalse(Files.exists(target));
    }
}
