package winnow.reader;

import java.io.IOException;
import java.nio.file.Path;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.output.OutputFolder;

/**
 * Winnow's own form of an {@link IntegerNetwork}: {@value #MODEL}, readable and diffable, and {@value #WEIGHTS}, the
 * packed weight streams. {@code docs/model-format.md} describes every field.
 */
public final class ModelForm {
    public static final String MODEL = "model.json";
    public static final String WEIGHTS = "weights.bin";
    static final String FORM = "winnow-model";
    static final int VERSION = 1;

    private ModelForm() {}

    /**
     * Adds the two files; the same network gives the same bytes.
     *
     * @param prefix what their paths begin with: empty, or a folder with a '/' at its end
     * @throws InvalidInputException if a layer's gaps need padding entries and its codebook has no zero
     */
    public static OutputFolder add(OutputFolder folder, String prefix, IntegerNetwork network) {
        ModelFormWriter writer = new ModelFormWriter(network);
        return folder.add(prefix + MODEL, writer.model()).add(prefix + WEIGHTS, writer.weights());
    }

    /**
     * Reads a network.
     *
     * @param path the folder that holds {@value #MODEL}, or that file itself
     * @throws InvalidInputException with everything that is wrong with the two files
     * @throws IOException           if a file cannot be read
     */
    public static IntegerNetwork read(Path path) throws IOException {
        return ModelFormReader.read(path);
    }
}
