package winnow;

import java.nio.file.Files;
import java.nio.file.Path;

/** Models and images beside the project, which a newcomer need not have: tests that use them are skipped without. */
public final class SharedFolder {
    private static final String PROPERTY = "winnow.shared";

    private SharedFolder() {}

    /** A path in the folder; the test is skipped, with the reason, if it is missing. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty(PROPERTY, "../shared")).resolve(relative);
        if (!Files.exists(path)) {
            Skipped.because(path + " is missing; set -D" + PROPERTY + "=... to the folder that has it");
        }
        return path;
    }
}
