package winnow.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.InvalidInputException;
import winnow.simulate.Tools;

class OutputFolderTest {
    /** In an order that neither sorting nor hashing gives. */
    private static final Map<String, Object> DETAILS = details();

    @TempDir
    private Path folder;

    private Path target;

    private static Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", "1");
        details.put("kind", "model");
        details.put("rate", 3.0e-4);
        details.put("count", 7);
        details.put("mean", List.of(0.5, 1.5));
        return details;
    }

    @BeforeEach
    void chooseTarget() {
        target = folder.resolve("target");
    }

    @Test
    void writesItsFilesAndAManifestOfThem() throws IOException {
        write(target, false, "one");
        assertEquals("one", Files.readString(target.resolve("a.txt")));
        assertEquals("one again", Files.readString(target.resolve("deep/er/b.txt")));
        String manifest = Files.readString(target.resolve("manifest.json"));
        assertTrue(manifest.contains("\"a.txt\" : \"" + Sha256.of("one".getBytes(StandardCharsets.UTF_8)) + "\""), manifest);
        assertNothingElseIn(folder, "target");
    }

    @Test
    void sumsAreThoseOfEveryFileAndAreMadeAnew() throws IOException {
        Tools.require("sha256sum", "--version");
        for (String content : List.of("one", "two")) {
            new OutputFolder(target, false).withSums().add("a.txt", content.getBytes(StandardCharsets.UTF_8))
                    .add("deep/b c.txt", new byte[] {2}).add("two\nlines.txt", new byte[] {3}).write(DETAILS);
            Tools.Run run = Tools.run(target, List.of("sha256sum", "-c", "--strict", "SHA256SUMS"));
            assertEquals(0, run.code(), run.text());
            assertEquals(4, run.text().lines().filter(line -> line.endsWith(": OK")).count(), run.text());
        }
        Files.writeString(target.resolve("deep/b c.txt"), "changed");
        Tools.Run run = Tools.run(target, List.of("sha256sum", "-c", "--strict", "SHA256SUMS"));
        assertTrue(run.code() != 0 && run.text().contains("deep/b c.txt: FAILED"), run.text());
    }

    @Test
    void sumsAreTheFoldersOwn() {
        assertThrows(IllegalArgumentException.class, () -> new OutputFolder(target, false).withSums().add("SHA256SUMS", new byte[] {1}));
    }

    @Test
    void givesBackWhatItsManifestSays() throws IOException {
        new OutputFolder(target, false).add("a.txt", new byte[] {1}).add("b.txt", new byte[] {2}).write(DETAILS);
        assertEquals(DETAILS, OutputFolder.details(target, List.of("a.txt")));
        assertEquals(List.copyOf(DETAILS.keySet()), List.copyOf(OutputFolder.details(target, List.of("a.txt", "b.txt")).keySet()));
    }

    @Test
    void aManifestSaysNothingOfFilesThatItDoesNotListAsTheyAre() throws IOException {
        new OutputFolder(target, false).add("a.txt", new byte[] {1}).add("b.txt", new byte[] {2}).write(DETAILS);
        Files.write(target.resolve("b.txt"), new byte[] {3});
        Files.write(target.resolve("c.txt"), new byte[] {4});
        assertEquals(DETAILS, OutputFolder.details(target, List.of("a.txt")));
        assertEquals(Map.of(), OutputFolder.details(target, List.of("a.txt", "b.txt")));
        assertEquals(Map.of(), OutputFolder.details(target, List.of("c.txt")));
        Files.writeString(target.resolve("manifest.json"), Files.readString(target.resolve("manifest.json")).replace("\"winnow\"", "\"other\""));
        assertEquals(Map.of(), OutputFolder.details(target, List.of("a.txt")));
        Files.delete(target.resolve("manifest.json"));
        assertEquals(Map.of(), OutputFolder.details(target, List.of("a.txt")));
    }

    @Test
    void makesParentsThatAreMissing() throws IOException {
        write(folder.resolve("x/y/../z/target/"), false, "one");
        assertEquals("one", Files.readString(folder.resolve("x/z/target/a.txt")));
    }

    @Test
    void usesAFolderThatIsEmpty() throws IOException {
        Files.createDirectories(target);
        write(target, false, "one");
        assertEquals("one", Files.readString(target.resolve("a.txt")));
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        write(target, false, "one");
        SortedMap<String, String> before = tree(target);
        write(target, false, "one");
        assertEquals(before, tree(target));
        assertNothingElseIn(folder, "target");
    }

    @Test
    void removesItsOwnFilesThatAreNoLongerWritten() throws IOException {
        new OutputFolder(target, false).add("old.v", new byte[] {1}).write(Map.of("kind", "test"));
        write(target, false, "one");
        assertFalse(Files.exists(target.resolve("old.v")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "not JSON", "[1]", "\"winnow\"", "", "{\"generator\": \"another\"}"})
    void refusesAFolderThatIsNotWinnows(String manifest) throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("thesis.txt"), "years of work");
        Files.writeString(target.resolve("manifest.json"), manifest);
        assertRefused(false, "is not Winnow's (no manifest.json of Winnow in it); nothing was written");
        assertRefused(true, "is not Winnow's");
    }

    @Test
    void refusesAFolderOfAnotherKind() throws IOException {
        new OutputFolder(target, false).add("model.json", new byte[] {1}).write(Map.of("kind", "model"));
        assertRefused(true, "holds a model, not a test; nothing was written");
    }

    @Test
    void refusesAFile() throws IOException {
        Files.writeString(target, "a file");
        assertRefused(true, "exists and is not a folder");
    }

    @Test
    void refusesTheRootOfTheFileSystem() {
        assertThrows(InvalidInputException.class, () -> write(Path.of("/"), true, "one"));
        assertThrows(InvalidInputException.class, () -> write(Path.of("/tmp/.."), true, "one"));
    }

    @Test
    void keepsWhatAUserEditedUnlessForced() throws IOException {
        write(target, false, "one");
        Files.writeString(target.resolve("deep/er/b.txt"), "edited");
        assertRefused(false, "deep/er/b.txt was changed since Winnow wrote it; move it away or give --force");
        write(target, true, "two");
        assertEquals("two again", Files.readString(target.resolve("deep/er/b.txt")));
    }

    @Test
    void writesAFileThatAUserDeletedAgain() throws IOException {
        write(target, false, "one");
        Files.delete(target.resolve("a.txt"));
        write(target, false, "two");
        assertEquals("two", Files.readString(target.resolve("a.txt")));
    }

    @Test
    void carriesAUsersOwnFilesOver() throws IOException {
        write(target, false, "one");
        Path script = target.resolve("deep/run.sh");
        Files.writeString(script, "#!/bin/sh\n");
        assertTrue(script.toFile().setExecutable(true));
        write(target, false, "two");
        write(target, true, "three");
        assertEquals("#!/bin/sh\n", Files.readString(script));
        assertTrue(Files.isExecutable(script));
    }

    @Test
    void neverOverwritesAUsersOwnFile() throws IOException {
        write(target, false, "one");
        Files.writeString(target.resolve("new.v"), "my own");
        OutputFolder files = new OutputFolder(target, true).add("new.v", new byte[] {1});
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> files.write(Map.of("kind", "test")));
        assertTrue(refusal.getMessage().contains("new.v is not Winnow's and would be overwritten; move it away"));
        assertEquals("my own", Files.readString(target.resolve("new.v")));
    }

    @Test
    void carriesSymbolicLinksOverAsLinks() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/c.txt"), "far away");
        write(target, false, "one");
        Files.createSymbolicLink(target.resolve("link"), Path.of("../elsewhere"));
        Files.createSymbolicLink(target.resolve("broken"), Path.of("nowhere"));
        write(target, false, "two");
        assertEquals("far away", Files.readString(target.resolve("link/c.txt")));
        assertTrue(Files.isSymbolicLink(target.resolve("link")));
        assertTrue(Files.isSymbolicLink(target.resolve("broken")));
    }

    @Test
    void writesBehindATargetThatIsASymbolicLink() throws IOException {
        Path real = folder.resolve("disk/real");
        Files.createDirectories(real);
        Files.createSymbolicLink(target, real);
        write(target, false, "one");
        write(target, false, "two");
        assertTrue(Files.isSymbolicLink(target));
        assertEquals("two", Files.readString(real.resolve("a.txt")));
        assertNothingElseIn(folder, "disk", "target");
        assertNothingElseIn(folder.resolve("disk"), "real");
    }

    @Test
    void refusesASymbolicLinkToNowhere() throws IOException {
        Files.createSymbolicLink(target, Path.of("nowhere"));
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> write(target, true, "one"));
        assertTrue(refusal.getMessage().contains("is a symbolic link to nowhere"), refusal.getMessage());
        assertNothingElseIn(folder, "target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "/etc/out.txt", "a/../../out.txt", "manifest.json"})
    void refusesPathsThatLeaveTheFolder(String path) {
        assertThrows(IllegalArgumentException.class, () -> new OutputFolder(target, false).add(path, new byte[0]));
    }

    @Test
    void leavesTheTargetAsItWasWhenWritingFailsInTheMiddle() throws IOException {
        write(target, false, "one");
        SortedMap<String, String> before = tree(target);
        // "a.txt" is a file of the first entry and a folder of the second
        OutputFolder files = new OutputFolder(target, false).add("a.txt", new byte[1]).add("a.txt/b", new byte[1]);
        IOException failure = assertThrows(IOException.class, () -> files.write(Map.of("kind", "test")));
        assertTrue(failure.getMessage().startsWith(target + ": cannot be written: "), failure.getMessage());
        assertEquals(before, tree(target));
        assertNothingElseIn(folder, "target");
    }

    @Test
    void aParentThatIsAFileIsAClearError() throws IOException {
        Files.writeString(target, "a file");
        IOException failure = assertThrows(IOException.class, () -> write(target.resolve("below"), false, "one"));
        assertTrue(failure.getMessage().startsWith(target + "/below: cannot be written: "), failure.getMessage());
        assertEquals("a file", Files.readString(target));
    }

    @Test
    void runsAtTheSameTimeLeaveAWholeFolderAndNameWhateverElseTheyLeave() throws Exception {
        write(target, false, "0");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int run = 0; run < 40; run++) {
            String content = Integer.toString(run);
            runs.add(() -> {
                write(target, false, content);
                return true;
            });
        }
        List<Future<Boolean>> done = threads.invokeAll(runs);
        threads.shutdown();
        StringBuilder errors = new StringBuilder();
        for (Future<Boolean> run : done) {
            try {
                run.get();
            } catch (ExecutionException e) {
                // a run may lose the race, but only with an error that the command line reports
                assertTrue(e.getCause() instanceof IOException || e.getCause() instanceof InvalidInputException, e::toString);
                errors.append(e.getCause().getMessage()).append('\n');
            }
        }
        String content = Files.readString(target.resolve("a.txt"));
        assertEquals(content + " again", Files.readString(target.resolve("deep/er/b.txt")));
        try (Stream<Path> left = Files.list(folder)) {
            left.filter(path -> !path.equals(target)).forEach(path -> assertTrue(
                    errors.toString().contains("what was there before is now " + path), () -> path + " is left: " + errors));
        }
    }

    private void assertRefused(boolean force, String reason) throws IOException {
        SortedMap<String, String> before = tree(folder);
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> write(target, force, "new"));
        assertTrue(refusal.getMessage().startsWith(target + ": "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertEquals(before, tree(folder));
    }

    private static void write(Path target, boolean force, String content) throws IOException {
        new OutputFolder(target, force)
                .add("a.txt", content.getBytes(StandardCharsets.UTF_8))
                .add("deep/er/b.txt", (content + " again").getBytes(StandardCharsets.UTF_8))
                .write(Map.of("kind", "test"));
    }

    private static void assertNothingElseIn(Path folder, String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                tree.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return tree;
    }
}
