package winnow.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When frames that follow each other without a gap are done.
 *
 * @param clocks of each frame's last output, counted from the first frame's first input; at least two
 */
record FrameEnds(List<Long> clocks) {
    FrameEnds {
        clocks = List.copyOf(clocks);
        if (clocks.size() < 2) {
            throw new IllegalArgumentException(clocks.size() + " frames have no interval; it takes 2");
        }
    }

    static FrameEnds of(long[] clocks) {
        return new FrameEnds(Arrays.stream(clocks).boxed().toList());
    }

    /** Clocks of the first frame, which nothing precedes. */
    long alone() {
        return clocks.get(0);
    }

    /** Clocks per frame of all but the first. */
    double interval() {
        return (clocks.get(clocks.size() - 1) - clocks.get(0)) / (clocks.size() - 1.0);
    }

    /** How many frames end at another clock than in the other list, or in one list only. */
    long differing(FrameEnds other) {
        int both = Math.min(clocks.size(), other.clocks.size());
        long different = IntStream.range(0, both).filter(frame -> !clocks.get(frame).equals(other.clocks.get(frame))).count();
        return different + Math.max(clocks.size(), other.clocks.size()) - both;
    }
}
