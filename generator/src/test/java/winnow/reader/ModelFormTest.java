package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Longs;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;

class ModelFormTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            IntegerNetwork network = seed % 2 == 0 ? RandomNetworks.of(seed) : RandomNetworks.branched(seed);
            Path target = folder.resolve("seed" + seed);
            write(target, network);
            assertEquals(network, ModelForm.read(target), "seed " + seed);
            assertEquals(network, ModelForm.read(target.resolve("model.json")), "seed " + seed);
        }
    }

    @Test
    void readsTheDensitiesThatItWrote() throws IOException {
        int layers = 0;
        for (long seed = 0; seed < 100; seed++) {
            IntegerNetwork network = measured(RandomNetworks.of(seed), new Random(seed));
            Path target = folder.resolve("seed" + seed);
            write(target, network);
            assertEquals(network, ModelForm.read(target), "seed " + seed);
            layers += (int) network.layers().stream().filter(layer -> layer instanceof FullyConnected).count();
        }
        assertTrue(layers > 10, layers + " fully-connected layers");
    }

    @Test
    void writesDensitiesOnOneLineAndOnlyIfTheyWereMeasured() {
        IntegerNetwork plain = fullyConnected("a", 0);
        assertFalse(text(plain).contains("input_density"));
        Ints density = Ints.of(0, 1, 2, 3, 500, 997, 998, 999, 1000, 1000);
        IntegerNetwork measured = TinyNetworks.with(plain, 0, layer -> ((FullyConnected) layer).withInputDensity(density));
        assertTrue(text(measured).contains("\n    \"input_density\" : [ 0, 1, 2, 3, 500, 997, 998, 999, 1000, 1000 ]\n"), text(measured));
        assertEquals(text(plain), text(measured).replaceAll(",\n *\"input_density\".*", ""), "nothing else differs");
    }

    @Test
    void refusesDensitiesThatDoNotFit() throws IOException {
        assertProblem("layer a: layers[0].input_density: 9 elements; it has exactly 10", density(9));
        assertProblem("layer a: layers[0].input_density: 11 elements; it has exactly 10", density(10).add(0));
        assertProblem("layer a: layers[0].input_density: 0 elements; it has exactly 10", density(0));
        assertProblem("layer a: layers[0].input_density[9]: 1001 lies outside 0..1000", density(9).add(1001));
        assertProblem("layer a: layers[0].input_density[9]: -1 lies outside 0..1000", density(9).add(-1));
        assertProblem("layer a: layers[0].input_density[9]: 0.5 is not an integer of 0..1000", density(9).add(0.5));
        assertProblem("layer a: layers[0].input_density: \"all\" is not an array", new TextNode("all"));
        assertProblem("layer a: layers[0].input_density: null is not an array", NullNode.instance);
    }

    @Test
    void onlyFullyConnectedLayersHaveDensities() throws IOException {
        write(folder, TinyNetworks.digits());
        Path model = folder.resolve("model.json");
        Files.writeString(model, Files.readString(model).replaceFirst("\"window\"", "\"input_density\" : [ 1 ], \"window\""));
        assertEquals(List.of(model + ": layer conv: layers[0].input_density: unknown field; remove it, or use the version of Winnow"
                + " that wrote it"), problems());
    }

    private void assertProblem(String expected, JsonNode density) throws IOException {
        assertEquals(List.of(folder.resolve("model.json") + ": " + expected),
                problemsAfter(root -> layer(root).set("input_density", density)).stream()
                        .map(problem -> problem.replaceFirst("exactly 10.*", "exactly 10")).toList());
    }

    private static ArrayNode density(int inputs) {
        ArrayNode density = new ObjectMapper().createArrayNode();
        IntStream.range(0, inputs).forEach(input -> density.add(input * 100));
        return density;
    }

    private static String text(IntegerNetwork network) {
        return new String(new ModelFormWriter(network).model(), StandardCharsets.UTF_8);
    }

    /** The network with random densities. */
    private static IntegerNetwork measured(IntegerNetwork network, Random random) {
        List<IntegerLayer> layers = network.layers().stream().map(layer -> layer instanceof FullyConnected full
                ? full.withInputDensity(Ints.of(random.ints(full.weights().perOutput(), 0, 1001).toArray()))
                : layer).toList();
        return new IntegerNetwork(network.name(), network.input(), network.padding(), layers);
    }

    @Test
    void writesTheSameBytesForTheSameNetwork() {
        IntegerNetwork network = RandomNetworks.of(5);
        assertArrayEquals(new ModelFormWriter(network).model(), new ModelFormWriter(network).model());
    }

    @Test
    void refusesToBridgeALongGapWithoutAPaddingCode() {
        InvalidInputException refusal = assertThrows(InvalidInputException.class,
                () -> new ModelFormWriter(fullyConnected("a", Codebook.NO_PADDING_CODE)));
        assertTrue(refusal.getMessage().contains("layer a:") && refusal.getMessage().contains("add an entry of value 0"),
                refusal.getMessage());
    }

    @Test
    void listsAllProblemsAtOnce() throws IOException {
        List<String> problems = problemsAfter(root -> {
            root.put("surprise", 1);
            layer(root).put("name", 7);
            ((ObjectNode) layer(root).get("requantization")).put("shift", 99);
            ((ObjectNode) layer(root).get("codebook")).remove("bits");
            ((ArrayNode) layer(root).get("biases")).set(1, 2.5);
            ((ObjectNode) root.get("input")).put("signed", "no");
        });
        assertContains(problems, "surprise: unknown field");
        assertContains(problems, "layers[0].name: 7 is not a text");
        assertContains(problems, "layers[0].requantization.shift: 99 lies outside -32..62");
        assertContains(problems, "layers[0].codebook.bits: missing");
        assertContains(problems, "layers[0].biases[1]: 2.5 is not an integer");
        assertContains(problems, "input.signed: \"no\" is not true or false");
        assertEquals(6, problems.size(), problems.toString());
    }

    @Test
    void reportsNothingThatOnlyFollowsFromAnotherProblem() throws IOException {
        assertEquals(1, problemsAfter(root -> ((ObjectNode) layer(root).get("stream")).put("index_bits", 9)).size());
        assertEquals(1, problemsAfter(root -> layer(root).put("kind", "attention")).size());
        assertEquals(1, problemsAfter(root -> layer(root).remove("stream")).size());
        assertEquals(1, problemsAfter(root -> layer(root).remove("output")).size());
    }

    @Test
    void namesTheVersionThatItKnows() throws IOException {
        assertContains(problemsAfter(root -> root.put("version", 2)), "version: 2 is unknown; this Winnow reads version 1");
        assertContains(problemsAfter(root -> root.put("form", "onnx")), "form: is \"onnx\"");
    }

    @Test
    void refusesDuplicateNamesAndUnknownTensors() throws IOException {
        List<String> problems = problemsAfter(root -> {
            ObjectNode copy = layer(root).deepCopy();
            copy.putArray("inputs").add("nowhere");
            ((ArrayNode) root.get("layers")).add(copy);
        });
        assertContains(problems, "layers[1].name: layers[0] has the same name");
        assertContains(problems, "layers[1].inputs[0]: reads tensor \"nowhere\", which no layer writes");
        assertContains(problems, "layers[1].output.name: a tensor of this name exists already");
    }

    @Test
    void refusesCyclesAndOutputsThatNothingReads() throws IOException {
        List<String> problems = problemsAfter(root -> {
            layers(root).add(addition("dangling", "out", "out"));
            layers(root).add(addition("first", "out", "second"));
            layers(root).add(addition("second", "first", "out"));
            layers(root).add(addition("last", "second", "third"));
        });
        assertContains(problems, "layers[2].inputs[1]: reads tensor \"second\", which only layer \"second\" writes: a cycle,"
                + " layer \"first\" -> layer \"second\" -> layer \"first\"");
        assertContains(problems, "layers[4].inputs[1]: reads tensor \"third\", which no layer writes");
        assertContains(problems, "layers[1].output: nothing reads its output \"dangling\", and it is not the network's");
        assertEquals(3, problems.size(), problems.toString());
    }

    @Test
    void refusesAdditionsThatDoNotFit() throws IOException {
        List<String> problems = problemsAfter(root -> layers(root).add(addition("sum", "data", "out")));
        assertContains(problems, "layer sum: output sum is 2 x 1 x 1, but its input data is 10 x 1 x 1; an addition has one shape in and out");
        assertEquals(1, problems.size(), problems.toString());
        problems = problemsAfter(root -> layers(root).add(addition("sum", "out")));
        assertContains(problems, "layers[1].inputs: 1 elements; it has at least 2");
        assertEquals(1, problems.size(), problems.toString());
    }

    private static ArrayNode layers(ObjectNode root) {
        return (ArrayNode) root.get("layers");
    }

    /** A layer that adds vectors of two. */
    private static ObjectNode addition(String name, String... inputs) {
        ObjectNode layer = new ObjectMapper().createObjectNode().put("kind", "addition").put("name", name);
        Arrays.stream(inputs).forEach(layer.putArray("inputs")::add);
        layer.putObject("output").put("name", name).put("bits", 8).put("fraction_bits", 0).put("signed", false)
                .putArray("shape").add(2).add(1).add(1);
        layer.putObject("requantization").put("shift", 0).put("minimum", 0).put("maximum", 255);
        return layer;
    }

    @Test
    void checksClaimsBeforeItAllocates() throws IOException {
        List<String> problems = problemsAfter(root -> {
            ObjectNode stream = (ObjectNode) layer(root).get("stream");
            stream.put("entries", Integer.MAX_VALUE);
            ((ObjectNode) stream.get("codes")).put("bytes", Integer.MAX_VALUE);
        });
        assertContains(problems, "stream.codes.bytes: 2147483647, but the entries take 268435456");
        problems = problemsAfter(root -> {
            ObjectNode stream = (ObjectNode) layer(root).get("stream");
            stream.put("entries", Integer.MAX_VALUE);
            ((ObjectNode) stream.get("codes")).put("bytes", 268435456);
        });
        assertContains(problems, "stream.codes.bytes: ends at offset 268435456, but");
    }

    @Test
    void noticesEveryChangedByteOfTheWeights() throws IOException {
        write(folder, fullyConnected("a", 0));
        Path weights = folder.resolve("weights.bin");
        byte[] original = Files.readAllBytes(weights);
        for (int i = 0; i < original.length; i++) {
            byte[] changed = original.clone();
            changed[i] ^= 1;
            Files.write(weights, changed);
            assertContains(problems(), "weights.sha256:");
        }
        Files.write(weights, Arrays.copyOf(original, original.length - 1));
        assertContains(problems(), "it is truncated or belongs to another model");
        Files.write(weights, Arrays.copyOf(original, original.length + 1));
        assertContains(problems(), "it is too long or belongs to another model");
        Files.delete(weights);
        assertContains(problems(), "weights.bin: no such file");
    }

    @Test
    void checksTheStreamItself() {
        Codebook codebook = new Codebook(Ints.of(0, 1, 2), 4, 0, 0);
        assertContains(stream(new int[] {3}, new int[] {0}).problems(9, codebook), "entry 0 has code 3, the codebook has 0..2");
        assertContains(stream(new int[] {1, 1}, new int[] {3, 5}).problems(9, codebook), "entry 1 lies at position 9, the tensor has 0..8");
        assertContains(stream(new int[] {0, 1}, new int[] {3, 5}).problems(99, codebook), "entry 0 is padding (code 0) with index 3");
        assertContains(stream(new int[] {1, 0}, new int[] {3, 15}).problems(99, codebook), "and a weight after it");
        assertContains(stream(new int[] {3, 3, 3, 3, 3}, new int[5]).problems(99, codebook), "and 2 more codes outside the codebook");
    }

    @Test
    void refusesOnesAfterTheLastNumber() throws IOException {
        IntegerNetwork network = fullyConnected("a", 0);
        write(folder, network);
        byte[] weights = Files.readAllBytes(folder.resolve("weights.bin"));
        weights[0] |= (byte) 0x80;
        Files.write(folder.resolve("weights.bin"), weights);
        assertContains(problems(), "the byte at offset 0 of");
    }

    @Test
    void refusesAnAccumulatorBeyondTheHardware() throws IOException {
        List<String> problems = problemsAfter(root -> ((ArrayNode) layer(root).get("biases")).set(0, (1L << 47) - 1));
        assertContains(problems, "need an accumulator of 49 bits, the limit is 48");
    }

    @Test
    void namesAreHarmlessInMessages() throws IOException {
        write(folder, fullyConnected("a\u001b[31m\n\u202e", 0));
        Files.delete(folder.resolve("weights.bin"));
        String message = String.join("", problems());
        assertTrue(message.chars().noneMatch(c -> c < 32 || c == 0x202e), message);
    }

    @Test
    void refusesWhatIsNotJson() throws IOException {
        write(folder, fullyConnected("a", 0));
        Path model = folder.resolve("model.json");
        String text = Files.readString(model);
        Files.writeString(model, text.substring(0, text.length() / 2));
        assertContains(problems(), "is not JSON at line");
        Files.writeString(model, text + "{}");
        assertContains(problems(), "is not JSON at line");
        Files.writeString(model, text.replace("\"version\" : 1,", "\"version\" : 1, \"version\" : 1,"));
        assertContains(problems(), "Duplicate field 'version'");
        Files.writeString(model, "");
        assertContains(problems(), "model.json");
        Files.writeString(model, "[".repeat(100_000));
        assertContains(problems(), "is not JSON");
        Files.delete(model);
        assertContains(problems(), "model.json: no such file");
    }

    @Test
    void survivesAnyChangeOfOneField() throws IOException {
        survivesAnyChangeOfOneField(RandomNetworks.of(11));
    }

    @Test
    void survivesAnyChangeOfOneFieldOfAMeasuredNetwork() throws IOException {
        survivesAnyChangeOfOneField(measured(TinyNetworks.scores(), new Random(11)));
    }

    private void survivesAnyChangeOfOneField(IntegerNetwork network) throws IOException {
        write(folder, network);
        Path model = folder.resolve("model.json");
        String text = Files.readString(model);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int at = random.nextInt(text.length());
            char with = "0123456789-{}[]\",:n".charAt(random.nextInt(19));
            Files.writeString(model, text.substring(0, at) + with + text.substring(at + random.nextInt(2)));
            try {
                ModelForm.read(folder);
            } catch (InvalidInputException expected) {
                assertTrue(expected.problems().size() > 0);
            } catch (RuntimeException e) {
                throw new AssertionError("change " + i + " at " + at + " to " + with, e);
            }
        }
    }

    private static WeightStream stream(int[] codes, int[] indices) {
        return new WeightStream(Ints.of(codes), Ints.of(indices), 4);
    }

    private List<String> problemsAfter(Consumer<ObjectNode> change) throws IOException {
        Files.deleteIfExists(folder.resolve("model.json"));
        Files.deleteIfExists(folder.resolve("weights.bin"));
        Files.deleteIfExists(folder.resolve("manifest.json"));
        write(folder, fullyConnected("a", 0));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(folder.resolve("model.json").toFile());
        change.accept(root);
        mapper.writeValue(folder.resolve("model.json").toFile(), root);
        return problems();
    }

    private List<String> problems() {
        return assertThrows(InvalidInputException.class, () -> ModelForm.read(folder)).problems();
    }

    private static ObjectNode layer(ObjectNode root) {
        return (ObjectNode) root.get("layers").get(0);
    }

    private static void assertContains(List<String> problems, String text) {
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(text)), text + " in\n" + String.join("\n", problems));
    }

    private static void write(Path target, IntegerNetwork network) throws IOException {
        ModelForm.add(new OutputFolder(target, true), "", network).write(Map.of());
    }

    /** Two weights with 12 zeros between them, so that an index of two bits needs padding. */
    private static IntegerNetwork fullyConnected(String name, int paddingCode) {
        FixedPoint format = new FixedPoint(8, 0, false);
        SparseWeights weights = new SparseWeights(2, 10, 1, 1, Ints.of(3, 16), Ints.of(1, 1), 2);
        IntegerLayer layer = new IntegerLayer.FullyConnected(name, "data", new Tensor("out", Shape.vector(2), format), weights,
                new Codebook(Ints.of(0, 5), 4, 0, paddingCode), Longs.of(1, 2), new Requantization(0, 0, 255));
        return new IntegerNetwork("n", new Tensor("data", Shape.vector(10), format), Ints.of(new int[10]), List.of(layer));
    }
}
