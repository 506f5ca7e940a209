package winnow.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.IOUtils;
import winnow.network.InvalidInputException;
import winnow.output.Sha256;

/** The Verilator executable: finds it, and builds a design's simulation unless the same was built before. */
public final class Verilator {
    private static final int LEAST_VERSION = 5;
    private static final Pattern VERSION = Pattern.compile("Verilator (\\d+)\\.(\\d+).*");
    private static final String HARNESS = "harness.cpp";

    private final String command;
    private final String version;

    private Verilator(String command, String version) {
        this.command = command;
        this.version = version;
    }

    /**
     * Finds Verilator.
     *
     * @param command the executable, by name or path
     * @throws InvalidInputException if it is missing or too old
     */
    public static Verilator find(String command) throws IOException {
        String text;
        try {
            Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
            text = IOUtils.toString(process.getInputStream(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new InvalidInputException("Verilator: cannot run '" + command + "'; install version " + LEAST_VERSION
                    + " or later ('make tools' does so on Debian), or name the executable in WINNOW_VERILATOR");
        }
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new InvalidInputException("Verilator: '" + command + " --version' says '" + text + "', which is not Verilator's");
        }
        if (Integer.parseInt(matcher.group(1)) < LEAST_VERSION) {
            throw new InvalidInputException("Verilator: '" + command + "' is version " + matcher.group(1) + "."
                    + matcher.group(2) + ", too old; install version " + LEAST_VERSION + " or later");
        }
        return new Verilator(command, text);
    }

    /**
     * Builds the simulation of a design folder.
     *
     * @param trace whether it can write waveforms, which makes it slower
     * @return the executable
     */
    Path build(Path design, boolean trace) throws IOException {
        Path folder = design.resolve("sim").resolve(trace ? "build-trace" : "build");
        Path executable = folder.resolve("Vwinnow_testbench");
        List<Path> sources = sources(design);
        String key = key(sources, trace);
        Path keyFile = folder.resolve("key");
        if (Files.isExecutable(executable) && Files.exists(keyFile) && Files.readString(keyFile).equals(key)) {
            return executable;
        }
        FileUtils.deleteDirectory(folder.toFile());
        Files.createDirectories(folder);
        // make cannot build in a folder whose name has a blank or another of its own characters
        Path work = Files.createTempDirectory("winnow-");
        try {
            List<String> copies = new ArrayList<>();
            for (Path source : sources) {
                Path copy = work.resolve(design.relativize(source));
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy);
                copies.add(work.relativize(copy).toString());
            }
            Files.write(work.resolve(HARNESS), harness());
            run(arguments(copies, trace), work, folder.resolve("build.log"));
            Files.copy(work.resolve(executable.getFileName()), executable, StandardCopyOption.COPY_ATTRIBUTES);
        } finally {
            FileUtils.deleteQuietly(work.toFile());
        }
        Files.writeString(keyFile, key);
        return executable;
    }

    /**
     * Clocked blocks are not split by variable: each piece would test the block's conditions again (7 % of the time). Modules
     * with many instances, such as processing elements, stay functions of their own: 64 of them compile four times as fast and
     * do not run slower.
     */
    private List<String> arguments(List<String> sources, boolean trace) {
        List<String> arguments = new ArrayList<>(List.of(command, "--cc", "--exe", "--build", "-j", "2", "-O3", "-fno-split",
                "--inline-mult", "1", "-Wno-fatal", "--x-assign", "fast", "--x-initial", "unique",
                "--top-module", "winnow_testbench", "--Mdir", ".",
                "-CFLAGS", "-O2 -march=native" + (trace ? " -DWINNOW_TRACE" : "")));
        if (trace) {
            arguments.add("--trace-fst");
        }
        arguments.addAll(sources);
        arguments.add(HARNESS);
        return arguments;
    }

    private static void run(List<String> arguments, Path folder, Path log) throws IOException {
        Process process = new ProcessBuilder(arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                List<String> problems = new ArrayList<>(lastLines(log));
                problems.add(0, "Verilator: the simulation does not build; " + log + " ends with:");
                throw new InvalidInputException(problems);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building the simulation", e);
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 10), lines.size());
    }

    private static List<Path> sources(Path design) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("rtl", "sim")) {
            try (Stream<Path> files = Files.list(design.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".v")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    /** What decides whether a simulation that was built before is still the same. */
    private String key(List<Path> sources, boolean trace) throws IOException {
        TreeMap<String, String> sums = new TreeMap<>();
        for (Path source : sources) {
            sums.put(source.getFileName().toString(), Sha256.of(Files.readAllBytes(source)));
        }
        sums.put(HARNESS, Sha256.of(harness()));
        return version + "\n" + trace + "\n" + sums + "\n";
    }

    private static byte[] harness() throws IOException {
        try (InputStream in = Verilator.class.getResourceAsStream("/sim/" + HARNESS)) {
            return IOUtils.toByteArray(in);
        }
    }
}
