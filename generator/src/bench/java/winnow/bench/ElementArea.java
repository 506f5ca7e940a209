package winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.network.InvalidInputException;

/** What {@code sim/pe_area.sh} finds: the cells of one processing element, as text and as data. */
record ElementArea(String markdown, JsonNode json) {
    /**
     * Runs the script.
     *
     * @param design a folder with a fully-connected layer's engine
     * @param output gets the script's files
     * @throws InvalidInputException if the script fails; it has said why
     */
    static ElementArea of(Path script, Path design, Path output) throws IOException {
        Process process = new ProcessBuilder("bash", script.toString(), design.toString(), output.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new InvalidInputException(script + " " + design + ": failed with exit code " + code);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while synthesising", e);
        }
        return new ElementArea(Files.readString(output.resolve("pe_area.md")),
                new ObjectMapper().readTree(output.resolve("pe_area.json").toFile()));
    }
}
