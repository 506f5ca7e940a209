package winnow.planner;

import java.util.Arrays;

/**
 * How the columns of a fully-connected layer's matrix are dealt out to groups of processing elements, each with its own
 * broadcast. Beats of the stream are gathered until there is a part for every group; the first values of such a wide beat
 * belong to the first group, and so on. A group numbers its columns by (wide beat, place in its part), the place in as many
 * bits as it needs, so that there are numbers without a column where the part is no power of two.
 *
 * @param groups      number of groups
 * @param pixels      values of a beat of the stream
 * @param streamBeats beats of the stream in a frame
 * @param gathered    beats of the stream in a wide beat
 */
public record ColumnGroups(int groups, int pixels, int streamBeats, int gathered) {
    /** The groups of a stream, with wide beats as narrow as can be. */
    static ColumnGroups of(StreamOrder input, int groups) {
        int gathered = 1;
        while (input.pixels() * gathered % groups != 0) {
            gathered++;
        }
        return new ColumnGroups(groups, input.pixels(), input.beats(), gathered);
    }

    /** Values of a wide beat. */
    public int wideValues() {
        return pixels * gathered;
    }

    /** Values of a group's part of a wide beat. */
    public int groupValues() {
        return wideValues() / groups;
    }

    /** Wide beats of a frame. */
    public int beats() {
        return (streamBeats + gathered - 1) / gathered;
    }

    /** Column numbers from one wide beat to the next. */
    public int stride() {
        return Bits.powerOfTwo(groupValues());
    }

    /** Column numbers of a group. */
    public int columns() {
        return beats() * stride();
    }

    /** The group of a value, given by its place in a frame of the stream. */
    public int group(int place) {
        return place % wideValues() / groupValues();
    }

    /** The column of a value within its group. */
    public int column(int place) {
        return place / wideValues() * stride() + place % groupValues();
    }

    /**
     * For each value of a group's part of a frame's last wide beat whether there is one.
     *
     * @param positions of the stream
     */
    public boolean[] lastPresent(int group, int[] positions) {
        boolean[] present = new boolean[groupValues()];
        int first = (beats() - 1) * wideValues() + group * groupValues();
        for (int i = 0; i < present.length; i++) {
            present[i] = first + i < positions.length && positions[first + i] != StreamOrder.NONE;
        }
        return present;
    }

    /** For every position of the tensor, the place in a frame of the stream at which it comes. */
    static int[] places(int[] positions) {
        int[] places = new int[(int) Arrays.stream(positions).filter(position -> position != StreamOrder.NONE).count()];
        for (int place = 0; place < positions.length; place++) {
            if (positions[place] != StreamOrder.NONE) {
                places[positions[place]] = place;
            }
        }
        return places;
    }
}
