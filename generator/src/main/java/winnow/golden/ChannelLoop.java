package winnow.golden;

import java.util.stream.IntStream;

/** How a layer goes over its output channels, which do not depend on one another. */
enum ChannelLoop {
    /** One thread: right where the threads have an image each. */
    SEQUENTIAL {
        @Override
        void run(int channels, long work, Range range) {
            range.run(0, channels);
        }
    },

    /** Several threads, if the work is worth it: right for one image. */
    PARALLEL {
        @Override
        void run(int channels, long work, Range range) {
            // The loads of channels differ widely after pruning, hence more parts than threads.
            int parts = Math.min(channels, 8 * Runtime.getRuntime().availableProcessors());
            if (work < WORTH_A_THREAD) {
                range.run(0, channels);
                return;
            }
            IntStream.range(0, parts).parallel().forEach(part ->
                    range.run((int) ((long) channels * part / parts), (int) ((long) channels * (part + 1) / parts)));
        }
    };

    private static final long WORTH_A_THREAD = 50_000;

    /** Works on the channels {@code from} to {@code to - 1}. */
    interface Range {
        void run(int from, int to);
    }

    /** @param work about how many operations all channels take together */
    abstract void run(int channels, long work, Range range);
}
