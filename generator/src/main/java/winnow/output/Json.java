package winnow.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import winnow.network.InvalidInputException;

/** JSON as Winnow writes it: indented, one final newline, the same bytes on every platform. */
public final class Json {
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /** The bytes of a value: maps keep their order, records become objects. */
    public static byte[] bytes(Object value) {
        try {
            return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * Writes a report file whole or not at all; an existing report of that name is replaced, behind a symbolic link if it
     * is one. A device or a pipe is written to.
     *
     * @throws InvalidInputException if the file is a folder
     */
    public static void write(Path file, Object value) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + ": is a folder, not a file; give a report's name");
        }
        byte[] content = bytes(value);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, content);
                return;
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            replace(target, content);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written: " + IoProblem.of(e), e);
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
        try {
            Files.write(temporary, content);
            // a temporary file is its owner's alone
            temporary.toFile().setReadable(true, false);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
