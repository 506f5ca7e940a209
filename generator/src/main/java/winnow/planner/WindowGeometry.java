package winnow.planner;

import winnow.network.Shape;
import winnow.network.Window;

/**
 * What the line buffer of a windowed layer looks like: its words, its ring of rows, and how long the row assembler takes.
 *
 * @param input     the stream that the layer reads
 * @param output    the stream that it writes: R x V tiles
 * @param pixelWords whether a word is a single pixel, and every tap of the window reads its own; if not, a word is all that a
 *                   tile needs of a row, halo included
 * @param superrows  of the ring of rows
 */
public record WindowGeometry(
        StreamOrder input, StreamOrder.Tiled output, Window window, boolean pixelWords, int superrows) {
    /** Clocks from the gate to the output FIFO's memory, generously. */
    private static final int PIPELINE = 20;

    /** A ring that is large enough for any schedule in which the producer is a single engine; see {@link RowSchedule}. */
    static WindowGeometry of(StreamOrder input, StreamOrder.Tiled output, Window window) {
        return of(input, output, window, false);
    }

    /**
     * The same for an engine that reads one tap a clock. Tiles of one column need no more than a pixel of a row in a clock, so
     * where the input comes a pixel at a time they get words of one: without the halo, which every word would have for
     * itself. A step by a number of words that is not a power of two would take a multiplication, and so would taps without a
     * table in a kernel of such a width.
     */
    static WindowGeometry ofTaps(StreamOrder input, StreamOrder.Tiled output, Window window) {
        boolean narrow = output.columns() == 1 && input.pixels() == 1 && window.kernelWidth() > 1;
        int step = output.shape().width() > 1 ? window.strideWidth() : window.kernelWidth();
        return of(input, output, window, narrow && Bits.powerOfTwo(step) == step);
    }

    private static WindowGeometry of(StreamOrder input, StreamOrder.Tiled output, Window window, boolean pixelWords) {
        WindowGeometry ringless = new WindowGeometry(input, output, window, pixelWords, 1);
        return ringless.withSuperrows(ringless.ampleSuperrows());
    }

    WindowGeometry withSuperrows(int superrows) {
        return new WindowGeometry(input, output, window, pixelWords, superrows);
    }

    /** Pixels of a word: one, or what the V outputs of a tile need of one row. */
    public int wordPixels() {
        return pixelWords ? 1 : (output.columns() - 1) * window.strideWidth() + window.kernelWidth();
    }

    /** Pixels from the start of one word to the start of the next. */
    public int wordStep() {
        return pixelWords ? 1 : output.columns() * window.strideWidth();
    }

    /** Words of one row of one channel. */
    public int channelWords() {
        return pixelWords ? (output.tiles() - 1) * window.strideWidth() + window.kernelWidth() : output.tiles();
    }

    /** Words from one tile to the next, a power of two. */
    public int tileWords() {
        return pixelWords && output.tiles() > 1 ? window.strideWidth() : 1;
    }

    /** Columns of the window of which a word holds all. */
    public int wordKernelWidth() {
        return pixelWords ? 1 : window.kernelWidth();
    }

    /** Whether a window reaches beyond the map, so that padding is read. */
    public boolean leavesMap() {
        return leavesRows() || window.padLeft() > 0
                || (output.shape().width() - 1) * window.strideWidth() + window.kernelWidth() > input.shape().width();
    }

    /** Whether a window reaches above or below the map. */
    public boolean leavesRows() {
        return window.padTop() > 0
                || (output.shape().height() - 1) * window.strideHeight() + window.kernelHeight() > input.shape().height();
    }

    /** Words of one row of all channels. */
    public int rowWords() {
        return input.shape().channels() * channelWords();
    }

    /** Rows of a superrow: one row group's advance through the input. */
    public int superrowRows() {
        return output.rows() * window.strideHeight();
    }

    /** Superrows that a frame occupies in the ring; the next frame starts at a new one. */
    public int frameSuperrows() {
        return ceilDivide(input.shape().height(), superrowRows());
    }

    /**
     * Superrows with which no schedule of a chain waits. Slack decides performance: the rows that a row group needs, rounded out to the producer's
     * groups, plus one group of the producer, plus this layer's own advance, so that neither waits for the other within a
     * frame; and, so that neither waits between frames, what the last row group of a frame holds and what the first of the
     * next needs, both at once (without that, LeNet-5's first layer loses 0.9 % of its clocks). Two whole frames are always
     * enough.
     */
    int ampleSuperrows() {
        int needed = neededRows();
        int lastBase = Math.max(0, (output.groups() - 1) * superrowRows() - window.padTop());
        int held = Math.max(superrowRows(), frameSuperrows() * superrowRows() - lastBase);
        int rows = needed + held + 2 * input.groupRows() - 1;
        return Math.max(2, Math.min(ceilDivide(rows, superrowRows()), 2 * frameSuperrows()));
    }

    /** Beats that the output FIFO holds: two tiles, and all that is under way between the gate and the FIFO. */
    public int outputFifoBeats() {
        return 1 << Bits.index(2L * tileBeats() + PIPELINE);
    }

    /** Tiles that the output FIFO holds besides what is under way. */
    double tilesHeld() {
        return (double) (outputFifoBeats() - PIPELINE) / tileBeats();
    }

    /** Beats of a tile. */
    int tileBeats() {
        return output.rows() * output.rowBeats(output.columns());
    }

    /** Rows that a row group reads. */
    int neededRows() {
        return (output.rows() - 1) * window.strideHeight() + window.kernelHeight();
    }

    /** Rows of a frame as the ring counts them: whole superrows. */
    int storedRows() {
        return frameSuperrows() * superrowRows();
    }

    /** First row of the map that a row group needs; of the group after the last, the row at which the next frame starts. */
    int firstRow(int group) {
        return group == output.groups() ? storedRows() : clampRow(group * superrowRows() - window.padTop());
    }

    /**
     * The row of the map behind the last one that a row group needs, at least 1: a group that lies in the padding alone
     * waits for the frame's first row.
     */
    int endRow(int group) {
        return Math.max(1, clampRow(group * superrowRows() - window.padTop() + neededRows()));
    }

    private int clampRow(int row) {
        return Math.max(0, Math.min(row, input.shape().height()));
    }

    /** Words of one of the R banks. */
    public int bankWords() {
        return superrows() * window.strideHeight() * rowWords();
    }

    /** Bits of the line buffer for pixels of the given width. */
    public long bits(int pixelBits) {
        return (long) output.rows() * bankWords() * wordPixels() * pixelBits;
    }

    /** Whether the input's channels come in turn, as a camera sends them. */
    public boolean interleaved() {
        return input instanceof StreamOrder.Camera && input.shape().channels() > 1;
    }

    /** Columns of a tile of the input's producer. */
    public int tileColumns() {
        return input instanceof StreamOrder.Tiled tiled ? tiled.columns() : 1;
    }

    /** The beat of a row, counted from 1, with which its first word is complete. */
    public int dueBeat() {
        return ceilDivide(wordPixels() - window.padLeft(), input.pixels());
    }

    /**
     * Whether every word of a row ends at the same place of some beat, so that winnow_row_cutter will do, which takes a fraction
     * of winnow_row_placer's logic.
     */
    public boolean regularRows() {
        if (interleaved()) {
            return false;
        }
        int width = input.shape().width();
        int pixels = input.pixels();
        int columns = tileColumns();
        int lastBeat = ceilDivide(width, pixels) - 1;
        int early = dueBeat() <= lastBeat ? (lastBeat - dueBeat()) * pixels / wordStep() + 1 : 0;
        return window.padLeft() < wordPixels() && wordStep() % pixels == 0 && (columns % pixels == 0 || columns >= width)
                && (input.groupRows() == 1 || early <= channelWords());
    }

    /** Clocks in which the row assembler takes a frame: one per beat, and one per word beyond the first that it completes. */
    public long assemblerCycles() {
        Shape shape = input.shape();
        return input.beats() + (long) shape.channels() * shape.height() * wordsAlone();
    }

    /** The same for one row of all channels. */
    long assemblerCyclesPerRow() {
        return assemblerCycles() / input.shape().height();
    }

    /** Words of a row that take a clock of their own, as winnow_row_placer writes them. */
    private int wordsAlone() {
        int word = 0;
        int alone = 0;
        int offset = window.padLeft();
        for (; offset >= wordPixels() && word < channelWords(); word++) {
            offset -= wordStep();
            alone++;
        }
        int width = input.shape().width();
        int column = 0;
        while (column < width) {
            int tileEnd = input instanceof StreamOrder.Tiled tiled
                    ? Math.min(width, (column / tiled.columns() + 1) * tiled.columns()) : column + 1;
            int count = Math.min(input.pixels(), tileEnd - column);
            column += count;
            offset += count;
            int written = 0;
            while (word < channelWords() && (offset >= wordPixels() || column == width)) {
                offset -= wordStep();
                word++;
                written++;
            }
            alone += Math.max(0, written - 1);
        }
        return alone;
    }

    static int ceilDivide(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
