package winnow.board;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import winnow.network.InvalidInputException;

/** All boards: the folders of the resource {@code /constraints} that have a {@code board.json}. */
public final class Boards {
    private static final String FOLDER = "/constraints";

    private Boards() {}

    /**
     * A board by its name, or by the path of a folder of one's own, which has a separator in it.
     *
     * @throws InvalidInputException if there is none, with those that there are, or if its files are wrong
     */
    public static Board find(String name) throws IOException {
        if (name.contains("/")) {
            return BoardReader.read(Path.of(name));
        }
        return inFolder(constraints -> {
            List<String> names = names(constraints);
            if (!names.contains(name)) {
                throw new InvalidInputException("no board '" + name + "'; there are " + String.join(", ", names)
                        + ", and the path of a board's folder will do, too");
            }
            return BoardReader.read(constraints.resolve(name));
        });
    }

    /** All boards, by name. */
    public static List<Board> all() throws IOException {
        return inFolder(constraints -> {
            List<Board> boards = new ArrayList<>();
            for (String name : names(constraints)) {
                boards.add(BoardReader.read(constraints.resolve(name)));
            }
            return boards;
        });
    }

    private static List<String> names(Path constraints) throws IOException {
        try (Stream<Path> folders = Files.list(constraints)) {
            return folders.filter(folder -> Files.exists(folder.resolve(BoardReader.FILE)))
                    .map(folder -> folder.getFileName().toString().replace("/", "")).sorted().toList();
        }
    }

    /** Something to be done in the resource folder. */
    private interface InFolder<T> {
        T apply(Path folder) throws IOException;
    }

    /** The resources are a folder in a build, and in a file in a jar. */
    private static <T> T inFolder(InFolder<T> work) throws IOException {
        URI uri;
        try {
            uri = Boards.class.getResource(FOLDER).toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource has a URI", e);
        }
        if (!uri.getScheme().equals("jar")) {
            return work.apply(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return work.apply(jar.getPath(FOLDER));
        }
    }
}
