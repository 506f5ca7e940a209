package winnow.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code winnow synth}: what a design takes of a board's device, and how fast it is there. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = "Synthesises a design for a board with open tools and reports area by layer, clock and critical path.")
public final class SynthCommand implements Callable<Integer> {
    @Mixin
    private SynthesisOptions options;

    @Option(names = "--no-route", description = "Synthesis only: area without a clock.")
    private boolean synthesisOnly;

    @Option(names = "--out-of-context",
            description = "The accelerator alone, behind shift registers, instead of the board's top.")
    private boolean outOfContext;

    @Override
    public Integer call() throws IOException {
        options.run(outOfContext, !synthesisOnly, false);
        return 0;
    }
}
