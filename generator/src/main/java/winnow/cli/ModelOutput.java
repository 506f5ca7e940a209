package winnow.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.network.Shape;
import winnow.output.OutputFolder;

/** The model folder that a command writes. */
final class ModelOutput {
    /** What a manifest says that such a folder is. */
    static final String KIND = "model";

    @Mixin
    private SampleOptions samples;

    @Option(names = "--force", description = "Replace files of the model folder that were edited since.")
    boolean force;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The model folder to write.")
    Path output;

    /** The folder with the samples in it; refused before the work is done if it could not be written afterwards. */
    OutputFolder folder(Shape input) throws IOException {
        OutputFolder folder = new OutputFolder(output, force);
        folder.check(KIND);
        samples.addTo(folder, input);
        return folder;
    }

    /**
     * The same for a model that is made of another.
     *
     * @param source folder of the other one, whose samples go along unless the command was given some
     */
    OutputFolder folder(Shape input, Path source) throws IOException {
        OutputFolder folder = folder(input);
        if (!samples.given()) {
            SampleOptions.copy(source, folder, "");
        }
        return folder;
    }
}
