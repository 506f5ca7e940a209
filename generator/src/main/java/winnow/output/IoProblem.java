package winnow.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** What went wrong with a file, in words: Java's own exceptions often say no more than the file's name. */
public final class IoProblem {
    private static final Map<Class<?>, String> REASONS = Map.of(
            NoSuchFileException.class, "no such file or folder",
            AccessDeniedException.class, "permission denied",
            NotDirectoryException.class, "is not a folder",
            FileAlreadyExistsException.class, "is in the way, or another run has just written it",
            DirectoryNotEmptyException.class, "is a folder with files in it");

    private IoProblem() {}

    /** The file, if the exception knows it, and the reason. */
    public static String of(IOException exception) {
        if (exception instanceof FileSystemException failed) {
            String reason = REASONS.getOrDefault(failed.getClass(), failed.getReason());
            return failed.getFile() + ": " + (reason == null ? failed.getClass().getSimpleName() : reason);
        }
        return exception.getMessage() == null ? exception.getClass().getSimpleName() : exception.getMessage();
    }
}
