package winnow.rtl;

import java.util.Optional;
import winnow.planner.DecoderWidths;

/**
 * One sparse convolution, or several that read the same tensor: ranges of output channels. Fields are the parameters of the
 * library modules that the template connects.
 *
 * @param firstChannels of each range, a Verilog literal
 * @param codeWidth     of a code with its range
 * @param origins       of the positions of each range, a Verilog literal
 * @param tapTable      whether taps come from a table; positions hold them if not
 * @param tapPadding    whether a tap carries its channel's padding pixel
 * @param rowPadding    what rows outside the map read as: an expression
 * @param pairs         1 if two lanes share a multiplier, else 0
 * @param load          where the weights are loaded from, if they are
 */
public record ConvolutionEngine(
        String name,
        String comment,
        int inputPixels,
        int inputWidth,
        int inputSigned,
        int outputPixels,
        int outputWidth,
        WindowFrontEnd window,
        int tagWidth,
        int ranges,
        String firstChannels,
        String countFile,
        DecoderWidths decoder,
        int wordWidth,
        int words,
        String origins,
        String weightFile,
        String prefixFile,
        String classFile,
        int codeWidth,
        int codes,
        int positions,
        int weightWidth,
        String codebookFile,
        String tapFile,
        int tapWidth,
        boolean tapTable,
        boolean tapPadding,
        String rowPadding,
        int lanes,
        int pairs,
        int accumulatorWidth,
        int accumulatorsWidth,
        BiasScale scale,
        int creditWidth,
        Optional<Load> load)
        implements OutputModule {
    /**
     * The addresses of weights that are loaded at start.
     *
     * @param first    address
     * @param unitBits bits of an address that tell apart the units of a word
     */
    public record Load(int first, int unitBits) {}
}
