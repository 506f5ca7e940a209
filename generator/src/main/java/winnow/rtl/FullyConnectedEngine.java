package winnow.rtl;

import java.util.List;

/**
 * A fully-connected layer. Fields are the parameters of the library modules that the template connects.
 *
 * @param rows  the most output rows that any element has
 * @param parts the processing elements
 */
public record FullyConnectedEngine(
        String name,
        String comment,
        int inputPixels,
        int inputWidth,
        int inputSigned,
        int outputPixels,
        int outputWidth,
        int elements,
        int elementWidth,
        int columns,
        int columnWidth,
        int rows,
        int rowWidth,
        int outputs,
        int outputIndexWidth,
        int codeWidth,
        int codes,
        int indexWidth,
        int countWidth,
        int startWidth,
        int weightWidth,
        int accumulatorWidth,
        int queueAddressWidth,
        String codebookFile,
        String orderFile,
        List<Part> parts,
        BiasScale scale,
        int creditWidth)
        implements OutputModule {
    /** A processing element's own memories. */
    public record Part(int number, int entries, String columnFile, String entryFile) {}
}
