package winnow.quantize;

/** Means over all positions of all images, per output channel. */
final class ChannelMeans {
    private final double[] totals;
    private long positions;

    ChannelMeans(int channels) {
        totals = new double[channels];
    }

    /** Takes one image's values into account, in (channel, row, column) order. */
    void add(double[] values) {
        int map = values.length / totals.length;
        positions += map;
        for (int i = 0; i < values.length; i++) {
            totals[i / map] += values[i];
        }
    }

    /** Number of values behind each mean. */
    long positions() {
        return positions;
    }

    double mean(int channel) {
        return totals[channel] / positions;
    }
}
