package winnow.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import winnow.network.InvalidInputException;

/** What every reader asks of a file before it opens it. */
public final class InputFile {
    private InputFile() {}

    /**
     * Refuses what is no file.
     *
     * @throws InvalidInputException if there is nothing of that name, or a folder
     */
    public static void require(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInputException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + ": is a folder, not a file");
        }
    }

    /** The file's name without its ending: what a network is called that has no name of its own. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
