package winnow.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import winnow.emit.Design;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.ModelForm;
import winnow.rtl.UartSettings;
import winnow.rtl.UartTop;

/** A folder that {@code winnow generate} wrote. */
final class DesignFolder {
    /** The model that the design was generated from, within the folder. */
    static final String MODEL = "model";

    private final Path folder;

    DesignFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The plan that the design was generated from: made anew from the model, which gives the same plan, and held against
     * the one in the folder.
     *
     * @throws InvalidInputException if the folder is not a design, or another version of Winnow made it
     */
    Plan plan() throws IOException {
        Path manifest = folder.resolve(OutputFolder.MANIFEST);
        Path written = folder.resolve("plan.json");
        if (!Files.isRegularFile(manifest) || !Files.isRegularFile(written)) {
            throw new InvalidInputException(folder + ": is not a design (no " + OutputFolder.MANIFEST
                    + " and plan.json in it); give a folder that 'winnow generate' wrote");
        }
        IntegerNetwork network = ModelForm.read(folder.resolve(MODEL));
        if (!(read(written) instanceof ObjectNode root) || root.path("lanes").asInt() < 1
                || !PlanOptions.isWidth(pixels(root, "input")) || !PlanOptions.isWidth(pixels(root, "output"))) {
            throw new InvalidInputException(written + ": is damaged; generate the design again");
        }
        Plan plan = Planner.plan(network, options(root));
        root.remove("top");
        if (!root.equals(new ObjectMapper().readTree(Json.bytes(plan.toJson())))) {
            throw new InvalidInputException(folder + ": its plan.json is not what this version of Winnow plans for its model;"
                    + " generate it again");
        }
        return plan;
    }

    /**
     * The top for a board without a processor.
     *
     * @param plan of this design
     * @throws InvalidInputException if the design has none
     */
    UartTop uart(Plan plan) throws IOException {
        Path file = folder.resolve(Design.SHELL);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(folder + ": has no serial line to a board (no " + Design.SHELL
                    + "); generate it with --shell uart");
        }
        JsonNode shell = read(file);
        String top = shell.path("top").asText();
        String digest = shell.path("model_sha256").asText();
        if (!shell.path("shell").asText().equals("uart") || !top.endsWith(UartTop.SUFFIX) || !digest.matches("[0-9a-f]{64}")) {
            throw new InvalidInputException(file + ": is damaged, or of another shell than uart; generate the design again");
        }
        UartSettings settings = new UartSettings(shell.path("clock_khz").asInt(), shell.path("baud").asInt());
        return UartTop.of(plan, top.substring(0, top.length() - UartTop.SUFFIX.length()), settings, digest);
    }

    /** What the plan aimed at, as {@link Plan#toJson} has it. */
    private static PlanOptions options(ObjectNode root) {
        JsonNode target = root.path("target_cycles");
        PlanOptions options = (target.isIntegralNumber()
                ? PlanOptions.target(target.asLong()) : PlanOptions.budget(root.path("lanes").asInt()))
                .withInputPixels(pixels(root, "input")).withOutputPixels(pixels(root, "output"))
                .withLoaded(StreamSupport.stream(root.path("loaded_weights").spliterator(), false).map(JsonNode::asText).toList());
        PlanOptions packed = root.path("lanes_in_pairs").asBoolean() ? options.withPairs() : options;
        return root.path("merge").asBoolean(true) ? packed : packed.unmerged();
    }

    /** Pixels of a beat of the accelerator's input or output; 1 if the plan does not say. */
    private static int pixels(ObjectNode root, String which) {
        return root.path(which + "_pixels_per_beat").asInt(1);
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** The model's sample images, if it has any. */
    Optional<Path> samples() throws IOException {
        return sample("samples-images");
    }

    /** Their classes, if the model has them. */
    Optional<Path> sampleLabels() throws IOException {
        return sample("samples-labels");
    }

    private Optional<Path> sample(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(MODEL))) {
            List<Path> found = files.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
            return found.stream().findFirst();
        }
    }
}
