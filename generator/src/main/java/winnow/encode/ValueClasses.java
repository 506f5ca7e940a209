package winnow.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import winnow.network.Ints;

/**
 * The values 0, 1, ... cut into classes of 2^bits neighbours: a value is its class and an offset in it. Small values,
 * which are frequent, get small classes.
 *
 * @param bits of an offset in each class
 */
record ValueClasses(Ints bits) {
    static final int MAXIMUM_CLASSES = 4;

    /** The first value of a class. */
    int base(int number) {
        int base = 0;
        for (int i = 0; i < number; i++) {
            base += 1 << bits.get(i);
        }
        return base;
    }

    /** The class of every value below the given number. */
    int[] numbers(int values) {
        int[] numbers = new int[values];
        for (int number = 1; number < bits.length() && base(number) < values; number++) {
            Arrays.fill(numbers, base(number), values, number);
        }
        return numbers;
    }

    /**
     * The best ways to cut values of the given frequencies, by the bits of all offsets and the entropy of the classes.
     *
     * @param howMany at most so many, the best first
     */
    static List<ValueClasses> best(long[] frequencies, int howMany) {
        long[] below = new long[frequencies.length + 1];
        for (int i = 0; i < frequencies.length; i++) {
            below[i + 1] = below[i] + frequencies[i];
        }
        List<Candidate> all = new ArrayList<>();
        extend(new int[0], 0, -entropyTerm(below[frequencies.length]), below, all);
        all.sort(Comparator.comparingDouble(Candidate::cost));
        return all.stream().limit(howMany).map(candidate -> new ValueClasses(candidate.bits())).toList();
    }

    private record Candidate(Ints bits, double cost) {}

    /** Adds all cuts that begin with the given classes, which end below {@code start} and cost so much. */
    private static void extend(int[] classes, int start, double cost, long[] below, List<Candidate> all) {
        int values = below.length - 1;
        int[] longer = Arrays.copyOf(classes, classes.length + 1);
        boolean done = false;
        for (int bits = 0; !done; bits++) {
            int end = (int) Math.min(values, start + (1L << bits));
            long count = below[end] - below[start];
            double sum = cost + (double) count * bits + entropyTerm(count);
            longer[classes.length] = bits;
            done = end == values;
            if (done) {
                all.add(new Candidate(Ints.of(longer), sum));
            } else if (longer.length < MAXIMUM_CLASSES) {
                extend(longer, end, sum, below, all);
            }
        }
    }

    /** What a class of so many values adds to the bits of an ideal code; minus that of all values, once. */
    private static double entropyTerm(long count) {
        return count == 0 ? 0 : -count * StrictMath.log(count) / StrictMath.log(2);
    }
}
