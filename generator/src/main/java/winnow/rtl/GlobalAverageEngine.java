package winnow.rtl;

/** An average over the whole map. Fields are the parameters of winnow_global_sum. */
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
        int height,
        int columns,
        int groupRows,
        int tileColumns,
        int sumWidth,
        AverageScale average,
        int creditWidth)
        implements OutputModule {}
