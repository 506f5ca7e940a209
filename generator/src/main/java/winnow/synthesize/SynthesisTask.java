package winnow.synthesize;

import java.nio.file.Path;
import java.util.List;
import winnow.board.Board;
import winnow.resources.Estimate;

/**
 * What is to be synthesised, and how far.
 *
 * @param design       a folder that {@code winnow generate} wrote
 * @param accelerator  the accelerator's module
 * @param layers       legal names of its layers, in the order of the stream
 * @param inputWidth   bits of a beat of its input
 * @param outputWidth  bits of a beat of its output
 * @param cycles       clocks per frame
 * @param predicted    what the resource model says that it takes, with the board's shell
 * @param output       the folder for results
 * @param outOfContext the accelerator alone, behind shift registers, instead of the board's top
 * @param route        whether to place and route, where open tools do
 * @param pack         whether to make a bitstream
 * @param seed         the first seed of place and route
 * @param seeds        how many are tried at most, until the clock is reached
 */
public record SynthesisTask(
        Path design,
        String accelerator,
        List<String> layers,
        int inputWidth,
        int outputWidth,
        long cycles,
        Estimate predicted,
        Board board,
        Path output,
        boolean outOfContext,
        boolean route,
        boolean pack,
        int seed,
        int seeds) {
    /** The top of an accelerator by itself. */
    static final String HARNESS = "winnow_harness";

    public SynthesisTask {
        layers = List.copyOf(layers);
        if (pack && (!route || outOfContext || !board.family().isRouted())) {
            throw new IllegalArgumentException("a bitstream is of a routed design with its pins");
        }
        if (seeds < 1 || seed < 1) {
            throw new IllegalArgumentException("seeds begin at 1");
        }
    }

    /** The module on top: what connects the accelerator to the board. */
    public String top() {
        return outOfContext ? HARNESS : accelerator + "_" + board.shell().key();
    }
}
