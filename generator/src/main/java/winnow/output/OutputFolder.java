package winnow.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * unless that was asked for. A folder of another kind than the one to be written (a model where a design shall go) is not
 * Winnow's to replace, either.
 */
public final class OutputFolder {
    public static final String MANIFEST = "manifest.json";
    /** The same sums, and the manifest's, as {@code sha256sum -c} reads them. */
    public static final String SUMS = "SHA256SUMS";
    /** The detail that says what sort of folder it is. */
    public static final String KIND = "kind";

    private static final String GENERATOR = "winnow";
    private static final String GENERATOR_FIELD = "generator";
    private static final String FILES = "files";

    private final Path target;
    private final boolean overwriteEdited;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private boolean sums;

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
        if (relative.isAbsolute() || relative.startsWith("..") || isAccount(path)) {
            throw new IllegalArgumentException("a path inside the folder, not " + path);
        }
        if (files.put(path, content.clone()) != null) {
            throw new IllegalArgumentException("file " + path + " is written twice");
        }
        return this;
    }

    /** Writes {@link #SUMS}, too, for those who have no Winnow. */
    public OutputFolder withSums() {
        sums = true;
        return this;
    }

    /** Whether a file tells of the others and is made anew each time. */
    private boolean isAccount(String name) {
        return name.equals(MANIFEST) || sums && name.equals(SUMS);
    }

    /**
     * Writes the folder.
     *
     * @param details what the manifest says besides the files, in this order
     * @throws InvalidInputException if the target exists and is not Winnow's, or holds work that would be lost
     * @throws IOException           if writing fails; the target is then as it was
     */
    public void write(Map<String, Object> details) throws IOException {
        Path absolute = realTarget();
        List<Path> kept = keptFiles(absolute, details.get(KIND));
        Path fresh = null;
        try {
            Files.createDirectories(absolute.getParent());
            fresh = Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + ".");
            fill(fresh, details);
            for (Path file : kept) {
                Path copy = fresh.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(absolute.resolve(file), copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
            replace(absolute, fresh);
        } catch (IOException e) {
            throw new IOException(target + ": cannot be written: " + IoProblem.of(e), e);
        } finally {
            if (fresh != null) {
                FileUtils.deleteQuietly(fresh.toFile());
            }
        }
    }

    /**
     * Refuses a target that {@link #write} would refuse, before long work begins.
     *
     * @param kind what sort of folder is to be written
     */
    public void check(Object kind) throws IOException {
        keptFiles(realTarget(), kind);
    }

    /** The target's own place: behind a symbolic link, which stays. */
    private Path realTarget() throws IOException {
        Path absolute = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
        if (absolute.getFileName() == null) {
            throw new InvalidInputException(target + ": is the root of the file system; choose another output");
        }
        if (Files.isSymbolicLink(absolute)) {
            throw new InvalidInputException(target + ": is a symbolic link to nowhere; choose another output or remove it");
        }
        return absolute;
    }

    private void fill(Path fresh, Map<String, Object> details) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = fresh.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        byte[] manifest = manifest(details);
        Files.write(fresh.resolve(MANIFEST), manifest);
        if (sums) {
            Files.write(fresh.resolve(SUMS), sums(manifest));
        }
        // a temporary folder is its owner's alone
        fresh.toFile().setReadable(true, false);
        fresh.toFile().setExecutable(true, false);
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
            restore(old, absolute);
            throw e;
        }
        FileUtils.deleteDirectory(old.toFile());
    }

    private static void restore(Path old, Path absolute) throws IOException {
        try {
            Files.move(old, absolute);
        } catch (IOException e) {
            throw new IOException("another run wrote it meanwhile; what was there before is now " + old, e);
        }
    }

    private byte[] manifest(Map<String, Object> details) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put(GENERATOR_FIELD, GENERATOR);
        manifest.putAll(details);
        Map<String, String> sums = new LinkedHashMap<>();
        files.forEach((path, content) -> sums.put(path, Sha256.of(content)));
        manifest.put(FILES, sums);
        return Json.bytes(manifest);
    }

    private byte[] sums(byte[] manifest) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(MANIFEST, manifest);
        StringBuilder text = new StringBuilder();
        all.forEach((path, content) -> {
            // as sha256sum escapes a name that would break its line
            String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            text.append(escaped.equals(path) ? "" : "\\").append(Sha256.of(content)).append("  ").append(escaped).append('\n');
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Files already in the target that are not Winnow's, to be carried over. */
    private List<Path> keptFiles(Path absolute, Object kind) throws IOException {
        if (!Files.exists(absolute)) {
            return List.of();
        }
        if (!Files.isDirectory(absolute)) {
            throw new InvalidInputException(target + ": exists and is not a folder; choose another output");
        }
        if (FileUtils.isEmptyDirectory(absolute.toFile())) {
            return List.of();
        }
        Map<String, String> written = writtenBefore(absolute, kind);
        List<Path> kept = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : listFiles(absolute)) {
            String name = file.toString().replace('\\', '/');
            if (isAccount(name)) {
                continue;
            }
            String sum = written.get(name);
            if (sum == null && files.containsKey(name)) {
                problems.add(target + ": " + name + " is not Winnow's and would be overwritten; move it away");
            } else if (sum == null) {
                kept.add(file);
            } else if (!overwriteEdited && !sum.equals(Sha256.of(Files.readAllBytes(absolute.resolve(file))))) {
                problems.add(target + ": " + name + " was changed since Winnow wrote it; move it away or give --force");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return kept;
    }

    private static String named(Object kind) {
        return kind == null ? "something of no kind" : "a " + kind;
    }

    private Map<String, String> writtenBefore(Path absolute, Object kind) throws IOException {
        JsonNode root = manifestIn(absolute);
        if (!isOurs(root)) {
            throw new InvalidInputException(target + ": exists and is not Winnow's (no " + MANIFEST
                    + " of Winnow in it); nothing was written, choose another output or remove it");
        }
        String kindBefore = root.path(KIND).asText(null);
        if (!Objects.equals(kindBefore, kind)) {
            throw new InvalidInputException(target + ": is Winnow's, but holds " + named(kindBefore) + ", not " + named(kind)
                    + "; nothing was written, choose another output or remove it");
        }
        return sums(root);
    }

    private static boolean isOurs(JsonNode manifest) {
        return manifest.path(GENERATOR_FIELD).asText().equals(GENERATOR);
    }

    private static Map<String, String> sums(JsonNode manifest) {
        Map<String, String> sums = new TreeMap<>();
        manifest.path(FILES).fields().forEachRemaining(entry -> sums.put(entry.getKey(), entry.getValue().asText()));
        return sums;
    }

    /**
     * What a manifest says besides the files, in its order; empty if the folder is not Winnow's, or if what it says is not of
     * one of the given files, because somebody changed or replaced it.
     */
    public static Map<String, Object> details(Path folder, List<String> files) throws IOException {
        JsonNode manifest = manifestIn(folder);
        if (!isOurs(manifest)) {
            return Map.of();
        }
        Map<String, String> sums = sums(manifest);
        for (String file : files) {
            if (!Sha256.of(Files.readAllBytes(folder.resolve(file))).equals(sums.get(file))) {
                return Map.of();
            }
        }
        Map<String, Object> details = new ObjectMapper().convertValue(manifest, new TypeReference<LinkedHashMap<String, Object>>() {});
        details.keySet().removeAll(List.of(GENERATOR_FIELD, FILES));
        return details;
    }

    private static JsonNode manifestIn(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return MissingNode.getInstance();
        }
        try {
            return new ObjectMapper().readTree(manifest.toFile());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** All but folders, symbolic links as such. */
    private static List<Path> listFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
