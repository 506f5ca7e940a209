package winnow.network;

import java.util.Arrays;
import java.util.stream.LongStream;

/** An immutable sequence of longs: an array that a record can hold and compare by value. */
public final class Longs {
    private final long[] values;

    private Longs(long[] values) {
        this.values = values;
    }

    /** A copy of the given values. */
    public static Longs of(long... values) {
        return new Longs(values.clone());
    }

    public int length() {
        return values.length;
    }

    public long get(int index) {
        return values[index];
    }

    public LongStream stream() {
        return Arrays.stream(values);
    }

    public long[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Longs longs && Arrays.equals(values, longs.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
