package winnow.synthesize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.IOUtils;
import winnow.network.InvalidInputException;

/**
 * An external program of the flow.
 *
 * @param title   its name in messages
 * @param command the executable, by name or path
 * @param version the first line of what it says of its version; empty if it says nothing
 */
public record Tool(String title, String command, String version) {
    private static final int TAIL = 10;

    /**
     * Finds a tool.
     *
     * @param variable      the environment variable that names another executable
     * @param candidates    executables, the preferred one first
     * @param versionOption makes it say its version
     * @param remedy        what to do if there is none
     * @throws InvalidInputException if none can be run
     */
    public static Tool find(String title, String variable, List<String> candidates, String versionOption, String remedy) {
        List<String> commands = Optional.ofNullable(System.getenv(variable)).map(List::of).orElse(candidates);
        for (String command : commands) {
            try {
                return new Tool(title, command, version(command, versionOption));
            } catch (IOException e) {
                // not there: the next one may be
            }
        }
        throw new InvalidInputException(title + ": cannot run " + String.join(" or ", commands) + "; " + remedy
                + ", or name the executable in " + variable);
    }

    private static String version(String command, String option) throws IOException {
        Process process = new ProcessBuilder(command, option).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = IOUtils.toString(process.getInputStream(), StandardCharsets.UTF_8);
        // a WebAssembly tool says first that it is being prepared, when it runs for the first time
        return text.lines().filter(line -> !line.startsWith("Preparing to run")).findFirst().orElse("").strip();
    }

    /**
     * Runs it.
     *
     * @param what   what it does, for the message if it fails: "the design does not route"
     * @param folder where it runs
     * @param log    gets all that it prints
     * @throws InvalidInputException if it fails, with what it said last
     */
    public void run(String what, List<String> arguments, Path folder, Path log) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                List<String> problems = new ArrayList<>(tail(log));
                problems.add(0, title + ": " + what + " (exit code " + code + "); " + log + " ends with:");
                throw new InvalidInputException(problems);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + title, e);
        }
    }

    private static List<String> tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    }
}
