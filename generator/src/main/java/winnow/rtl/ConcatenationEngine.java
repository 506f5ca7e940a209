package winnow.rtl;

import java.util.List;

/**
 * A concatenation of streams.
 *
 * @param inputsReversed the inputs as a Verilog concatenation has them
 * @param rowBeats       beats of a row per input, in that order, too
 */
public record ConcatenationEngine(
        String name,
        String comment,
        List<JoinInput> inputs,
        List<JoinInput> inputsReversed,
        int inputCount,
        int outputPixels,
        int outputWidth,
        int rows,
        int countWidth,
        List<Integer> rowBeats,
        int creditWidth)
        implements OutputModule {}
