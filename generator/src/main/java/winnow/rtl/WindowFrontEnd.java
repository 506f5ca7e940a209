package winnow.rtl;

import winnow.network.Shape;
import winnow.network.Window;
import winnow.planner.Bits;
import winnow.planner.StreamOrder;
import winnow.planner.WindowGeometry;

/**
 * The parameters of row assembler, tile sequencer, gate, line buffer and write-out, as the library modules explain them.
 *
 * @param dueBeat         see {@link WindowGeometry#dueBeat}
 * @param regularRows     whether winnow_row_cutter cuts the rows, else winnow_row_placer
 * @param pixelWords      1 if a word is a pixel, else 0
 * @param tileStep        whether a tile's first word is not the tile's number
 * @param tileShift       bits by which a tile's number is shifted to give its first word in the row
 * @param wordKernelWidth columns of the window of which a word holds all
 * @param padding         packed padding pixels of the input channels, a Verilog literal
 * @param leavesRows      whether windows reach above or below the map; only then a job's row matters
 * @param outside         the same as a number
 */
public record WindowFrontEnd(
        int dataWidth,
        int channels,
        int height,
        int columns,
        int groupRows,
        int tileColumns,
        int inputPixels,
        int interleaved,
        int wordPixels,
        int wordWidth,
        int wordsWidth,
        int wordStep,
        int padLeft,
        int dueBeat,
        boolean regularRows,
        int channelWords,
        int tiles,
        int pixelWords,
        boolean tileStep,
        int tileShift,
        int banks,
        int rows,
        int tileWidth,
        int tileBeats,
        int lastTileBeats,
        int outputPixels,
        int lastRows,
        int lastColumns,
        int strideHeight,
        int strideWidth,
        int superrows,
        int rowWords,
        int wordIndexWidth,
        int addressWidth,
        int rowsWidth,
        int paddingChannels,
        String padding,
        int groups,
        int outputChannels,
        int kernelHeight,
        int kernelWidth,
        int wordKernelWidth,
        int padTop,
        boolean leavesRows,
        int outside,
        int slotWidth,
        int yWidth,
        int kyWidth,
        int kxWidth,
        int tileIndexWidth,
        int channelIndexWidth,
        int creditWidth) {

    static WindowFrontEnd of(WindowGeometry geometry, int dataWidth, PaddingPixels padding) {
        Shape input = geometry.input().shape();
        StreamOrder.Tiled output = geometry.output();
        Window window = geometry.window();
        int word = geometry.wordPixels() * dataWidth;
        int slots = geometry.superrows() * window.strideHeight();
        int lastRow = (output.groups() * output.rows() + output.rows()) * window.strideHeight() + window.kernelHeight();
        int yWidth = Bits.signed(-window.padTop(), lastRow + input.height());
        int ringRows = (geometry.superrows() + geometry.frameSuperrows()) * geometry.superrowRows();
        return new WindowFrontEnd(dataWidth, input.channels(), input.height(), input.width(), geometry.input().groupRows(),
                geometry.tileColumns(), geometry.input().pixels(), geometry.interleaved() ? 1 : 0, geometry.wordPixels(),
                word, word * output.rows(), geometry.wordStep(), window.padLeft(), geometry.dueBeat(), geometry.regularRows(),
                geometry.channelWords(), output.tiles(),
                geometry.pixelWords() ? 1 : 0, geometry.tileWords() > 1,
                Integer.numberOfTrailingZeros(geometry.tileWords()), output.rows(), output.rows(), output.columns(),
                output.rowBeats(output.columns()), output.rowBeats(output.lastColumns()), output.pixels(),
                output.lastRows(), output.lastColumns(), window.strideHeight(), window.strideWidth(), geometry.superrows(),
                geometry.rowWords(), Bits.index(geometry.rowWords()),
                Math.max(Bits.index(geometry.bankWords()), Bits.unsigned(geometry.channelWords())),
                Math.max(Bits.signed(0, 2L * ringRows), yWidth), padding.channels(), padding.literal(dataWidth),
                output.groups(), output.shape().channels(), window.kernelHeight(), window.kernelWidth(),
                geometry.wordKernelWidth(), window.padTop(), geometry.leavesRows(), geometry.leavesRows() ? 1 : 0,
                Bits.index(slots), yWidth, Bits.index(window.kernelHeight()), Bits.index(geometry.wordKernelWidth()),
                Bits.index(output.tiles()), Bits.index(output.shape().channels()),
                Bits.index(geometry.outputFifoBeats()) + 1);
    }

    /** Bits of what every job says about its rows and its place: slot, row if it matters, three flags. */
    int placeWidth() {
        return slotWidth + (leavesRows ? yWidth : 0) + 3;
    }
}
