package winnow.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable sequence of ints: an array that a record can hold and compare by value. */
public final class Ints {
    private final int[] values;

    private Ints(int[] values) {
        this.values = values;
    }

    /** A copy of the given values. */
    public static Ints of(int... values) {
        return new Ints(values.clone());
    }

    public int length() {
        return values.length;
    }

    public int get(int index) {
        return values[index];
    }

    public IntStream stream() {
        return Arrays.stream(values);
    }

    public int[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ints ints && Arrays.equals(values, ints.values);
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
