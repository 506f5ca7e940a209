package winnow.planner;

import java.util.Arrays;

/** How many clocks of work the tiles of each output channel take, summed up quickly for the many tiles that are tried. */
public final class ChannelWork {
    private final int[] sorted;
    private final long[] sums;

    /**
     * @param steps clocks per channel; 0 counts as 1, for a channel without weights still emits its bias
     */
    ChannelWork(int[] steps) {
        sorted = Arrays.stream(steps).map(step -> Math.max(1, step)).sorted().toArray();
        sums = new long[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
    }

    /** Clocks of a frame. */
    long frameCycles(StreamOrder.Tiled tiles) {
        return (tiles.groups() - 1) * groupCycles(tiles, tiles.rows()) + groupCycles(tiles, tiles.lastRows());
    }

    /**
     * Clocks of a row group of so many rows: the write-out of a tile overlaps the next tile's work, so each tile takes the
     * longer of the two.
     */
    long groupCycles(StreamOrder.Tiled tiles, int rows) {
        return (tiles.tiles() - 1) * tileCycles(rows * tiles.rowBeats(tiles.columns()))
                + tileCycles(rows * tiles.rowBeats(tiles.lastColumns()));
    }

    /** Clocks of one tile of every channel if no channel's tile can take less than {@code least} clocks. */
    private long tileCycles(int least) {
        int place = Arrays.binarySearch(sorted, least);
        int below = place >= 0 ? place : -place - 1;
        return (long) below * least + sums[sorted.length] - sums[below];
    }
}
