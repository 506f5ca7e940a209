package winnow.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import winnow.network.InvalidInputException;

/** A single file that Winnow writes. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Writes a file whole or not at all; an existing one of that name is replaced, behind a symbolic link if it
     * is one. A device or a pipe is written to.
     *
     * @throws InvalidInputException if the file is a folder
     */
    public static void write(Path file, byte[] content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + ": is a folder, not a file; give a file's name");
        }
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
