package winnow.rtl;

import java.util.Optional;

/**
 * A maximum or average pool over windows.
 *
 * @param sum        1 for the sum of a window, 0 for its maximum
 * @param average    how the sum becomes an average; empty for a maximum
 * @param rowPadding what rows outside the map read as: an expression
 */
public record PoolEngine(
        String name,
        String comment,
        int inputPixels,
        int inputWidth,
        int inputSigned,
        int outputPixels,
        int outputWidth,
        WindowFrontEnd window,
        int tagWidth,
        int sum,
        String rowPadding,
        int accumulatorWidth,
        int accumulatorsWidth,
        Optional<AverageScale> average,
        int creditWidth)
        implements OutputModule {}
