package winnow.rtl;

import java.util.List;

/**
 * An addition of streams.
 *
 * @param inputsReversed the inputs as a Verilog concatenation has them
 * @param sumWidth       bits of an aligned pixel and of the sum
 */
public record AdditionEngine(
        String name,
        String comment,
        List<JoinInput> inputs,
        List<JoinInput> inputsReversed,
        int inputCount,
        int outputPixels,
        int outputWidth,
        int sumWidth,
        int beats,
        int shift,
        int minimum,
        int maximum,
        int creditWidth)
        implements OutputModule {}
