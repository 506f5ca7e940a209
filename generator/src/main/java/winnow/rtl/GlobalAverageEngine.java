package winnow.rtl;

/**
 * An average over the whole map.
 *
 * @param run     pixels of one channel in a row group
 * @param lastRun the same in the last row group
 */
public record GlobalAverageEngine(
        String name,
        String comment,
        int inputPixels,
        int inputWidth,
        int inputSigned,
        int outputPixels,
        int outputWidth,
        int channels,
        int channelWidth,
        int groups,
        int run,
        int lastRun,
        int sumWidth,
        AverageScale average,
        int creditWidth)
        implements OutputModule {}
