package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.network.IntegerNetwork;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;

/**
 * Every emitted file of three tiny networks, but for the library, is as it was when somebody last looked at it. After a
 * change that is meant, {@code mvn test -Dtest=GoldenRtlTest -Dwinnow.update=true} writes the files anew: review the diff.
 */
class GoldenRtlTest {
    private static final Path GOLDEN = Path.of("generator/src/test/resources/golden-rtl");
    private static final int LANES = 8;

    @TempDir
    private Path folder;

    static Stream<IntegerNetwork> networks() {
        return Stream.of(TinyNetworks.digits(), TinyNetworks.colours(), TinyNetworks.scores());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void emittedFilesAreAsReviewed(IntegerNetwork network) throws IOException {
        OutputFolder files = new OutputFolder(folder.resolve("design"), false);
        new Design(Planner.plan(network, LANES), "VERSION", "DIGEST").addTo(files).write(Map.of());
        SortedMap<String, String> emitted = texts(folder.resolve("design"));
        compare(network.name(), emitted);
    }

    private static void compare(String name, SortedMap<String, String> emitted) throws IOException {
        emitted.keySet().removeIf(file -> file.startsWith("rtl/winnow_") || file.equals(OutputFolder.MANIFEST)
                || file.equals(OutputFolder.SUMS));
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("winnow.update")) {
            update(golden, emitted);
            return;
        }
        SortedMap<String, String> reviewed = Files.exists(golden) ? texts(golden) : new TreeMap<>();
        if (!emitted.keySet().equals(reviewed.keySet())) {
            fail("files " + emitted.keySet() + " instead of " + reviewed.keySet() + "; if that is meant, give -Dwinnow.update=true");
        }
        reviewed.forEach((file, text) -> assertEquals(text, emitted.get(file),
                () -> name + ": " + file + " changed; if that is meant, give -Dwinnow.update=true and review the diff"));
    }

    /** What the AXI shell adds to the first of them, but for the driver, which is the same for all. */
    @Test
    void filesOfTheAxiShellAreAsReviewed() throws IOException {
        Plan plan = Planner.plan(TinyNetworks.digits(), LANES);
        String digest = "0123456789abcdef".repeat(4);
        new Design(plan, "1.2.3", digest).addTo(new OutputFolder(folder.resolve("bare"), false)).write(Map.of());
        new Design(plan, "1.2.3", digest).withAxi().addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        SortedMap<String, String> emitted = texts(folder.resolve("design"));
        emitted.keySet().removeAll(texts(folder.resolve("bare")).keySet());
        emitted.keySet().removeIf(name -> name.startsWith("software/winnow_driver."));
        compare("tiny-axi", emitted);
    }

    private static void update(Path golden, SortedMap<String, String> emitted) throws IOException {
        FileUtils.deleteDirectory(golden.toFile());
        for (Map.Entry<String, String> file : emitted.entrySet()) {
            Path path = golden.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static SortedMap<String, String> texts(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
