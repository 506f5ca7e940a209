package winnow.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import winnow.network.InvalidInputException;

/**
 * A folder that Winnow writes: built beside its target and moved into place when it is complete, so that a reader sees
 * the old folder or the new one, never a part. Its {@code manifest.json} lists every file with its SHA-256 sum; that is
 * how Winnow knows a folder of its own, and what in it a user has changed or added.
 *
 * <p>Files that Winnow did not write are carried over; files that it wrote and somebody changed since are not overwritten
 * unless that was asked for.
 */
public final class OutputFolder {
    public static final String MANIFEST = "manifest.json";
    private static final String GENERATOR = "winnow";

    private final Path target;
    private final boolean overwriteEdited;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /**
     * @param overwriteEdited whether files that were changed since Winnow wrote them may be replaced
     */
    public OutputFolder(Path target, boolean overwriteEdited) {
        this.target = target;
        this.overwriteEdited = overwriteEdited;
    }

    /** Adds a file; the path is relative, with '/' between its parts, and must not leave the folder. */
    public OutputFolder add(String path, byte[] content) {
        Path relative = Path.of(path).normalize();
        if (relative.isAbsolute() || relative.startsWith("..") || path.equals(MANIFEST)) {
            throw new IllegalArgumentException("a path inside the folder, not " + path);
        }
        if (files.put(path, content.clone()) != null) {
            throw new IllegalArgumentException("file " + path + " is written twice");
        }
        return this;
    }

    /**
     * Writes the folder.
     *
     * @param details what the manifest says besides the files, in this order
     * @throws InvalidInputException if the target exists and is not Winnow's, or holds work that would be lost
     * @throws IOException           if writing fails; the target is then as it was
     */
    public void write(Map<String, Object> details) throws IOException {
        List<Path> kept = keptFiles();
        Path absolute = target.toAbsolutePath().normalize();
        Files.createDirectories(absolute.getParent());
        Path fresh = Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + ".");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = fresh.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Files.write(fresh.resolve(MANIFEST), manifest(details));
            for (Path file : kept) {
                Path copy = fresh.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(absolute.resolve(file), copy);
            }
            fresh.toFile().setReadable(true, false);
            fresh.toFile().setExecutable(true, false);
            replace(absolute, fresh);
        } finally {
            FileUtils.deleteQuietly(fresh.toFile());
        }
    }

    private static void replace(Path absolute, Path fresh) throws IOException {
        if (!Files.exists(absolute)) {
            Files.move(fresh, absolute);
            return;
        }
        Path old = Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + ".old.");
        Files.delete(old);
        Files.move(absolute, old);
        try {
            Files.move(fresh, absolute);
        } catch (IOException e) {
            Files.move(old, absolute);
            throw e;
        }
        FileUtils.deleteDirectory(old.toFile());
    }

    private byte[] manifest(Map<String, Object> details) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("generator", GENERATOR);
        manifest.putAll(details);
        Map<String, String> sums = new LinkedHashMap<>();
        files.forEach((path, content) -> sums.put(path, Sha256.of(content)));
        manifest.put("files", sums);
        return Json.bytes(manifest);
    }

    /** Files already in the target that are not Winnow's, to be carried over. */
    private List<Path> keptFiles() throws IOException {
        if (!Files.exists(target)) {
            return List.of();
        }
        if (!Files.isDirectory(target)) {
            throw new InvalidInputException(target + ": exists and is not a folder; choose another output");
        }
        List<Path> present = listFiles(target);
        if (present.isEmpty()) {
            return List.of();
        }
        Map<String, String> written = writtenBefore(target);
        List<Path> kept = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : present) {
            String name = file.toString().replace('\\', '/');
            if (name.equals(MANIFEST)) {
                continue;
            }
            String sum = written.get(name);
            if (sum == null && files.containsKey(name)) {
                problems.add(target + ": " + name + " is not Winnow's and would be overwritten; move it away");
            } else if (sum == null) {
                kept.add(file);
            } else if (!overwriteEdited && !sum.equals(Sha256.of(Files.readAllBytes(target.resolve(file))))) {
                problems.add(target + ": " + name + " was changed since Winnow wrote it; move it away or give --force");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return kept;
    }

    private static Map<String, String> writtenBefore(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        JsonNode root = null;
        if (Files.isRegularFile(manifest)) {
            try {
                root = new ObjectMapper().readTree(manifest.toFile());
            } catch (com.fasterxml.jackson.core.JacksonException e) {
                root = null;
            }
        }
        if (root == null || !root.path("generator").asText().equals(GENERATOR)) {
            throw new InvalidInputException(folder + ": exists and is not Winnow's (no " + MANIFEST
                    + " of Winnow in it); nothing was written, choose another output or remove it");
        }
        Map<String, String> sums = new TreeMap<>();
        root.path("files").fields().forEachRemaining(entry -> sums.put(entry.getKey(), entry.getValue().asText()));
        return sums;
    }

    private static List<Path> listFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isDirectory(path)).map(folder::relativize).sorted().toList();
        }
    }
}
