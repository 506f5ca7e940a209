package winnow.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.network.InvalidInputException;
import winnow.synthesize.SynthesisResult;

/** {@code winnow bitstream}: what a board is loaded with. */
@Command(
        name = "bitstream",
        mixinStandardHelpOptions = true,
        description = "Synthesises, places and routes a design for a board, and makes its bitstream if the clock is reached.")
public final class BitstreamCommand implements Callable<Integer> {
    @Mixin
    private SynthesisOptions options;

    @Override
    public Integer call() throws IOException {
        SynthesisResult result = options.run(false, true, true);
        if (result.bitstream().isEmpty()) {
            throw new InvalidInputException(String.format(Locale.ROOT, "%s reaches %.1f MHz, not the %s MHz of the board's clock,"
                    + " so there is no bitstream; try more --seeds, or another number of --lanes", result.task().accelerator(),
                    result.megahertz(), result.task().board().targetMegahertz()));
        }
        return 0;
    }
}
