package winnow.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.IOUtils;
import winnow.Skipped;
import winnow.network.InvalidInputException;

/** External tools for tests: a test that needs one that is not there is reported as skipped, with the reason. */
public final class Tools {
    private Tools() {}

    /** Verilator's command, as the command line finds it. */
    public static String verilatorCommand() {
        return Optional.ofNullable(System.getenv("WINNOW_VERILATOR")).orElse("verilator");
    }

    public static Verilator verilator() throws IOException {
        try {
            return Verilator.find(verilatorCommand());
        } catch (InvalidInputException e) {
            return Skipped.forWantOfTool(e.getMessage());
        }
    }

    /** Skips the test if a tool cannot be run. */
    public static void require(String command, String versionOption) {
        try {
            Process process = new ProcessBuilder(command, versionOption).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            // some read commands where there is no such option
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            Skipped.forWantOfTool(command + " cannot be run; 'make tools' installs it on Debian");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a tool and gives its exit code and all that it printed. */
    public static Run run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String text = IOUtils.toString(process.getInputStream(), StandardCharsets.UTF_8);
        try {
            return new Run(process.waitFor(), text);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a tool did. */
    public record Run(int code, String text) {}
}
