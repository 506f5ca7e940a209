package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.InvalidInputException;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.reader.ModelForm;
import winnow.simulate.Tools;
import winnow.simulate.Verilator;

/** What can be wrong before Verilator runs; what it finds is in {@code SimulationCatchesErrorsTest}. */
class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeDesign() throws IOException {
        ModelForm.add(new OutputFolder(folder.resolve("model"), false), "", TinyNetworks.digits()).write(Map.of("kind", "model"));
        assertEquals(0, run("generate", folder + "/model", "--lanes", "6", "-o", design()), err::toString);
        images("images", 6, 6);
    }

    private int run(String... arguments) {
        return WinnowCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    }

    private String design() {
        return folder + "/design";
    }

    private void images(String name, int height, int width) throws IOException {
        Files.write(folder.resolve(name),
                ByteBuffer.allocate(16 + 2 * height * width).putInt(0x803).putInt(2).putInt(height).putInt(width).array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-5", "2", "many"})
    void tooFewFramesAreWrongUsage(String frames) {
        assertEquals(2, run("simulate", design(), "--frames", frames));
        assertTrue(err.toString().startsWith(frames.equals("many") ? "Invalid value for option '--frames'"
                : "--frames: " + frames + " is not at least 3"), err.toString());
    }

    @Test
    void aFolderThatIsNoDesignIsNamed() {
        assertRefused(folder + "/none: is not a design (no manifest.json and plan.json in it); give a folder that 'winnow generate' wrote",
                "simulate", folder + "/none");
        assertRefused(folder + "/model: is not a design", "simulate", folder + "/model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"lanes\": 6", "{}", "{\"lanes\": -1}", "{\"lanes\": \"x\"}", "\u0000"})
    void aDamagedPlanIsNamed(String plan) throws IOException {
        Files.writeString(folder.resolve("design/plan.json"), plan);
        assertRefused(design() + "/plan.json: is damaged; generate the design again", "simulate", design());
    }

    @ParameterizedTest
    @CsvSource({"input, 0", "input, 65", "output, -1", "output, 65"})
    void aPlanWithBeatsThatCannotBeIsDamaged(String which, int pixels) throws IOException {
        Path plan = folder.resolve("design/plan.json");
        String field = "\"" + which + "_pixels_per_beat\" : ";
        assertTrue(Files.readString(plan).contains(field + "1,"));
        Files.writeString(plan, Files.readString(plan).replace(field + "1,", field + pixels + ","));
        assertRefused(plan + ": is damaged; generate the design again", "simulate", design());
    }

    /** The plan is made anew as its options say, and such a one there cannot be. */
    @Test
    void thePixelsOfABeatAreReadFromThePlan() throws IOException {
        Path plan = folder.resolve("design/plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"input_pixels_per_beat\" : 1", "\"input_pixels_per_beat\" : 4"));
        assertRefused("layer conv (convolution) cannot take 4 pixels a beat: only fully-connected layers", "simulate", design());
    }

    /** The plan of a design with a shell is read as that of one without: what is refused is the image that is missing. */
    @Test
    void aDesignWithAShellIsADesign() {
        assertEquals(0, run("generate", folder + "/model", "--lanes", "6", "--shell", "axi", "-o", design()), err::toString);
        assertRefused(folder + "/no.png: ", "simulate", design(), "--images", folder + "/no.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"lanes\" : 6/\"lanes\" : 7", "\"tile_rows\" : 1/\"tile_rows\" : 2", "\"network\"/\"net\""})
    void anEditedPlanIsNamed(String change) throws IOException {
        Path plan = folder.resolve("design/plan.json");
        String edited = Files.readString(plan).replaceFirst(change.split("/")[0], change.split("/")[1]);
        assertFalse(edited.equals(Files.readString(plan)));
        Files.writeString(plan, edited);
        assertRefused(design() + ": its plan.json is not what this version of Winnow plans for its model; generate it again",
                "simulate", design());
    }

    @Test
    void aMissingModelInTheDesignIsNamed() throws IOException {
        Files.delete(folder.resolve("design/model/model.json"));
        assertRefused(design() + "/model/model.json: no such file", "simulate", design());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/none/wave.fst"})
    void aWaveformThatCannotBeWrittenIsNamed(String file) {
        String trace = folder + file;
        assertRefused("--trace: " + trace + " cannot be written; name a file in a folder that exists",
                "simulate", design(), "--trace", trace);
    }

    @Test
    void imagesThatDoNotFitAreNamed() throws IOException {
        Tools.verilator();
        images("large", 7, 6);
        assertRefused(folder + "/large: 6 x 7 pixels of 1 channel; the network takes 6 x 6 pixels of 1 channel",
                "simulate", design(), "--images", folder + "/large");
        assertRefused(folder + "/none: no such file", "simulate", design(), "--images", folder + "/none");
        assertRefused(design() + ": the model has no sample images; give --images", "simulate", design());
    }

    @Test
    void aMissingVerilatorIsNamedWithWhatToDo() throws IOException {
        Tools.Run run = withVerilator("no-such-verilator");
        assertEquals(1, run.code(), run.text());
        assertEquals("winnow: error: Verilator: cannot run 'no-such-verilator'; install version 5 or later ('make tools' does so on"
                + " Debian), or name the executable in WINNOW_VERILATOR\n", run.text());
    }

    @Test
    void anOldVerilatorIsNamedWithItsVersion() throws IOException {
        Tools.Run run = withVerilator(script("echo 'Verilator 4.038 2020-07-11 rev v4.036'"));
        assertEquals(1, run.code(), run.text());
        assertEquals("winnow: error: Verilator: '" + folder + "/tool' is version 4.038, too old; install version 5 or later\n", run.text());
    }

    @Test
    void anotherToolIsNotTakenForVerilator() throws IOException {
        for (String text : List.of("echo Icarus Verilog version 12.0", "exit 3", "echo 'Verilator, but which'")) {
            String tool = script(text);
            InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> Verilator.find(tool));
            assertTrue(refusal.getMessage().contains("'" + tool + " --version' says '"), refusal.getMessage());
            assertTrue(refusal.getMessage().endsWith("', which is not Verilator's"), refusal.getMessage());
        }
    }

    @Test
    void aBuildThatFailsShowsWhatItSaidLineByLine() throws IOException {
        Tools.Run run = withVerilator(script("case \"$1\" in --version) echo 'Verilator 5.006 2023';; *) echo one; echo two; exit 1;; esac"));
        assertEquals(1, run.code(), run.text());
        assertEquals("winnow: error: Verilator: the simulation does not build; " + design() + "/sim/build/build.log ends with:\n"
                + "winnow: error: one\nwinnow: error: two\n", run.text());
    }

    private String script(String commands) throws IOException {
        Path tool = folder.resolve("tool");
        Files.writeString(tool, "#!/bin/sh\n" + commands + "\n");
        assertTrue(tool.toFile().setExecutable(true));
        return tool.toString();
    }

    /** Simulates in a process of its own, for its environment. */
    private Tools.Run withVerilator(String command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("env", "WINNOW_VERILATOR=" + command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                "winnow.Main", "simulate", design(), "--images", folder + "/images"));
        return Tools.run(folder, arguments);
    }

    private void assertRefused(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(1, run(arguments));
        assertTrue(err.toString().startsWith("winnow: error: " + message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
