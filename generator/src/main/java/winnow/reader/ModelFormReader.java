package winnow.reader;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.LayerOrder;
import winnow.network.Shape;
import winnow.network.Tensor;

/** Reads the two files of a {@link ModelForm} and goes on after a problem, so that one run lists them all. */
final class ModelFormReader {
    private static final long LARGEST_FILE = 1L << 30;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final JsonFields root;
    private final LayerOrder order;
    private final WeightsFile weights;
    /** What has been declared so far, the input first; null for a tensor whose description has problems. */
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    /** Whether every layer says what it reads: without that nothing can be called unread. */
    private boolean allReadsKnown = true;

    private ModelFormReader(Path file) throws IOException {
        this.file = file;
        JsonNode model = parsed(file);
        this.root = new JsonFields(model, "", file.toString(), problems);
        checkHeader();
        this.order = order(model);
        this.weights = new WeightsFile(file.resolveSibling(ModelForm.WEIGHTS), problems);
    }

    static IntegerNetwork read(Path path) throws IOException {
        return new ModelFormReader(Files.isDirectory(path) ? path.resolve(ModelForm.MODEL) : path).network();
    }

    private static JsonNode parsed(Path file) throws IOException {
        if (Files.isDirectory(file.toAbsolutePath().getParent()) && !Files.exists(file)) {
            throw new InvalidInputException(file + ": no such file; a model is a folder with " + ModelForm.MODEL + " in it");
        }
        requireReadable(file);
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            String at = e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw new InvalidInputException(file + ": is not JSON" + at + ": " + e.getOriginalMessage());
        }
    }

    static void requireReadable(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new InvalidInputException(file + ": has " + Files.size(file) + " bytes, the limit is " + LARGEST_FILE);
        }
    }

    /** Nothing after the version can be trusted if the version is another, so that ends the reading. */
    private void checkHeader() {
        String form = root.text("form");
        int version = root.integer("version", 1, Integer.MAX_VALUE);
        if (problems.isEmpty() && !form.equals(ModelForm.FORM)) {
            root.problem("form", "is \"" + form + "\", not \"" + ModelForm.FORM + "\"; this is no model of Winnow's");
        } else if (problems.isEmpty() && version != ModelForm.VERSION) {
            root.problem("version", version + " is unknown; this Winnow reads version " + ModelForm.VERSION
                    + ", use the Winnow that wrote the model");
        }
        requireNoProblems();
    }

    /** Who reads what, as far as the layers say so. A scan of its own: its problems are found again, with their place. */
    private static LayerOrder order(JsonNode model) {
        List<LayerOrder.Step> steps = new ArrayList<>();
        for (JsonFields layer : new JsonFields(model, "", "", new ArrayList<>()).objects("layers", "layer")) {
            String output = layer.object("output").text("name");
            steps.add(new LayerOrder.Step(layer.text("name"), layer.texts("inputs", 0, Integer.MAX_VALUE),
                    output.isEmpty() ? List.of() : List.of(output)));
        }
        return new LayerOrder(steps);
    }

    private IntegerNetwork network() throws IOException {
        String name = root.text("name");
        Tensor input = tensor(root.object("input"));
        Ints padding = input == null
                ? root.ints("padding", 1, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE)
                : root.ints("padding", input.shape().channels(), input.shape().channels(), input.format().minimum(),
                        input.format().maximum());
        weights.checkSum(root.object("weights"));
        List<IntegerLayer> layers = layers();
        weights.checkEnd();
        root.reportUnknown();
        requireNoProblems();
        try {
            return new IntegerNetwork(name, input, padding, layers);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage().lines().map(problem -> file + ": " + problem).toList());
        }
    }

    private List<IntegerLayer> layers() {
        List<IntegerLayer> layers = new ArrayList<>();
        Map<String, Integer> names = new LinkedHashMap<>();
        List<JsonFields> objects = root.objects("layers", "layer");
        for (int number = 0; number < objects.size(); number++) {
            JsonFields fields = objects.get(number);
            String name = fields.text("name");
            Integer other = name.isEmpty() ? null : names.putIfAbsent(name, number);
            if (other != null) {
                fields.problem("name", "layers[" + other + "] has the same name; names are unique");
            }
            layers.add(layer(fields, name, number));
        }
        if (allReadsKnown) {
            order.unread().forEach(unread -> objects.get(unread.step()).problem("output", unread.problem()));
        }
        return layers;
    }

    /** One layer, or null if it has problems; of a layer of unknown kind no more is checked. */
    private IntegerLayer layer(JsonFields fields, String name, int number) {
        int before = problems.size();
        LayerKind kind = LayerKind.read(fields);
        List<Tensor> inputs = inputs(fields, kind, number);
        Tensor output = tensor(fields.object("output"));
        if (kind == null) {
            weights.forgetPlaces();
            return null;
        }
        IntegerLayer layer = kind.layer(new LayerFields(fields, name, inputs, output, weights));
        if (layer != null && problems.size() == before) {
            layer.problems(inputs).forEach(fields::problem);
        }
        fields.reportUnknown();
        return layer;
    }

    /** The tensors that a layer reads; null stands for one with problems. */
    private List<Tensor> inputs(JsonFields fields, LayerKind kind, int number) {
        List<Tensor> inputs = new ArrayList<>();
        List<String> names = kind == null ? fields.texts("inputs", 1, Integer.MAX_VALUE) : kind.inputs(fields);
        allReadsKnown &= !names.isEmpty();
        for (int i = 0; i < names.size(); i++) {
            if (!tensors.containsKey(names.get(i))) {
                fields.problem("inputs[" + i + "]", "reads tensor \"" + names.get(i) + "\", " + order.whyMissing(number, names.get(i)));
            }
            inputs.add(tensors.get(names.get(i)));
        }
        return inputs;
    }

    private Tensor tensor(JsonFields fields) {
        int before = problems.size();
        String name = fields.text("name");
        int[] sizes = fields.integers("shape", 3, 1, Integer.MAX_VALUE);
        int bits = fields.integer("bits", 1, FixedPoint.MAXIMUM_BITS);
        int fractionBits = fields.integer("fraction_bits", -64, 64);
        boolean signed = fields.flag("signed");
        Tensor tensor = problems.size() > before || name.isEmpty() ? null : fields.build(() ->
                new Tensor(name, new Shape(sizes[0], sizes[1], sizes[2]), new FixedPoint(bits, fractionBits, signed)));
        if (!name.isEmpty() && tensors.containsKey(name)) {
            fields.problem("name", "a tensor of this name exists already; names of tensors are unique");
        } else if (!name.isEmpty()) {
            tensors.put(name, tensor);
        }
        return tensor;
    }

    private void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
