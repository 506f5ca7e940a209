package winnow.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.InvalidInputException;

class JsonTest {
    private static final String CONTENT = "{\n  \"a\" : 1\n}\n";

    @TempDir
    private Path folder;

    @Test
    void replacesAReportWhole() throws IOException {
        Path file = folder.resolve("new/report.json");
        write(file);
        write(file);
        assertEquals(CONTENT, Files.readString(file));
        assertTrue(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "/", "/tmp"})
    void refusesAFolder(String name) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> write(Path.of(name)));
        assertEquals(name + ": is a folder, not a file; give a file's name", refusal.getMessage());
    }

    @Test
    void doesNotReplaceAnEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(InvalidInputException.class, () -> write(empty));
        assertTrue(Files.isDirectory(empty));
    }

    @Test
    void writesToADeviceInsteadOfReplacingIt() throws IOException {
        write(Path.of("/dev/null"));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void aFullDeviceIsNamed() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "SKIPPED: this system has no /dev/full");
        IOException failure = assertThrows(IOException.class, () -> write(full));
        assertTrue(failure.getMessage().startsWith("/dev/full: cannot be written: "), failure.getMessage());
    }

    @Test
    void writesBehindASymbolicLink() throws IOException {
        Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("real.json"));
        write(link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(CONTENT, Files.readString(folder.resolve("real.json")));
    }

    private static void write(Path file) throws IOException {
        Json.write(file, Map.of("a", 1));
    }
}
