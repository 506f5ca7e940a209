package winnow.rtl;

import java.util.Optional;

/**
 * A sparse convolution. Fields are the parameters of the library modules that the template connects.
 *
 * @param countFile     entries per output channel; empty if all have the same number
 * @param constantCount entries of a channel if there is no count file
 * @param decoder       dense, relative or bitmask
 * @param encoding      the same for people
 * @param indexWidth    of a relative index
 * @param tapPadding    whether a tap carries its channel's padding pixel
 * @param rowPadding    what rows outside the map read as: an expression
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
        int startWidth,
        int countWidth,
        int constantCount,
        Optional<String> countFile,
        int tagWidth,
        String decoder,
        String encoding,
        Optional<Integer> indexWidth,
        Optional<Mask> mask,
        int positionWidth,
        int positions,
        int codeWidth,
        int codes,
        int entries,
        String weightFile,
        int weightWidth,
        String codebookFile,
        String tapFile,
        int tapWidth,
        boolean tapPadding,
        String rowPadding,
        int lanes,
        int accumulatorWidth,
        int accumulatorsWidth,
        BiasScale scale,
        int creditWidth)
        implements OutputModule {
    /** The mask memory of the bitmask encoding. */
    public record Mask(int width, int words, String file) {}
}
