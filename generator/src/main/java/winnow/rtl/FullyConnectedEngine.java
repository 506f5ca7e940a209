package winnow.rtl;

import java.util.List;

/**
 * A fully-connected layer on processing elements. Fields are the parameters of the library modules that the template
 * connects.
 *
 * @param wideBeats   beats of the stream that are gathered, so that there is a part for every group
 * @param wideValues  values of such a wide beat
 * @param groupValues values of a group's part of it
 * @param rows        the most output rows that any element has
 * @param outputBeats beats of outputs of a frame as they are read
 * @param outputGather beats of outputs that fill a beat of the stream
 * @param laneCount   places of the beats of outputs as they are read
 * @param laneElements elements of a group that hold one place of the beats of outputs
 * @param drainClocks from the request of outputs to their sum
 */
public record FullyConnectedEngine(
        String name,
        String comment,
        int inputPixels,
        int inputWidth,
        int inputSigned,
        int inputBeats,
        int wideBeats,
        int wideValues,
        int groupCount,
        int groupValues,
        int outputPixels,
        int outputWidth,
        int outputBeats,
        int outputBeatWidth,
        int outputGather,
        int elements,
        int groupElements,
        int laneCount,
        int laneElements,
        int laneElementWidth,
        int columnWidth,
        int rows,
        int rowWidth,
        int codeWidth,
        int codes,
        int gapWidth,
        int blocks,
        int blockColumns,
        int blockAddressWidth,
        int blockWidth,
        int placeWidth,
        int countWidth,
        int startWidth,
        int wordWidth,
        int weightWidth,
        int accumulatorWidth,
        int beatAddressWidth,
        int queueAddressWidth,
        int drainClocks,
        int creditWidth,
        int shift,
        int minimum,
        int maximum,
        String codebookFile,
        List<Group> groups,
        List<Part> parts,
        List<Lane> lanes)
        implements OutputModule {
    /**
     * The elements that share some of the columns.
     *
     * @param firstValue   of its part of a wide beat
     * @param firstElement by its number in the whole engine
     * @param lastMask     which values of its part a frame's last wide beat has, a Verilog literal
     */
    public record Group(int number, int firstValue, int firstElement, String lastMask) {}

    /** A processing element's own memories. */
    public record Part(int number, int group, int words, String blockFile, String wordFile) {}

    /** One place of the beats of outputs. */
    public record Lane(int number, String biasFile, List<Reader> readers) {}

    /**
     * What reads a lane's partial sums from one group.
     *
     * @param firstElement of those that hold them, by its number in the whole engine
     */
    public record Reader(int group, int firstElement, String orderFile) {}
}
