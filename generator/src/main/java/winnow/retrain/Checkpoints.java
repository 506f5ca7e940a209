package winnow.retrain;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.io.FileUtils;

/**
 * What was computed so far, a file per stage of work, so that an interrupted run goes on where it was. A file belongs to one
 * task, known by a digest of all that the result depends on, and is ignored by any other.
 */
public final class Checkpoints {
    private static final int MAGIC = 0x57434b31;

    private final Path folder;
    private final String digest;

    /** @param digest of the task: network, images and options */
    public Checkpoints(Path folder, String digest) {
        this.folder = folder;
        this.digest = digest;
    }

    /**
     * Fills arrays with what was saved of a stage.
     *
     * @return how far the stage was; empty, and the arrays untouched, if nothing was saved that suits
     */
    public OptionalInt restore(String stage, List<float[]> arrays) throws IOException {
        Path file = file(stage);
        long values = arrays.stream().mapToLong(array -> array.length).sum();
        if (!Files.isRegularFile(file)) {
            return OptionalInt.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC || !in.readUTF().equals(digest) || in.readLong() != values) {
                return OptionalInt.empty();
            }
            int progress = in.readInt();
            for (float[] array : arrays) {
                for (int i = 0; i < array.length; i++) {
                    array[i] = in.readFloat();
                }
            }
            return OptionalInt.of(progress);
        }
    }

    /** Saves a stage, whole or not at all, over what was saved of it before. */
    public void save(String stage, int progress, List<float[]> arrays) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve(stage + ".tmp");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
            out.writeInt(MAGIC);
            out.writeUTF(digest);
            out.writeLong(arrays.stream().mapToLong(array -> array.length).sum());
            out.writeInt(progress);
            for (float[] array : arrays) {
                for (float value : array) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(temporary, file(stage), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was saved: the work is done. */
    public void clear() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }

    private Path file(String stage) {
        return folder.resolve(stage + ".checkpoint");
    }
}
