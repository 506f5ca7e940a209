package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.output.Sha256;

/** Says in a manifest which files went in: by their sums, for paths belong to one machine. */
final class FileSums {
    private FileSums() {}

    /** Adds the sums of files, one after the other, or nothing if there are none. */
    static void add(Map<String, Object> details, String name, List<Path> files) throws IOException {
        List<String> sums = new ArrayList<>();
        for (Path file : files) {
            sums.add(Sha256.of(Files.readAllBytes(file)));
        }
        if (!sums.isEmpty()) {
            details.put(name, String.join(" ", sums));
        }
    }
}
