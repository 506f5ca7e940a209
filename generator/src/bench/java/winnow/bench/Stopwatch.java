package winnow.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Measures wall time. */
final class Stopwatch {
    private static final int RUNS = 11;
    private static final int WARM_UP_RUNS = 3;
    private static final double WARM_UP_SECONDS = 3;

    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The median of several runs after the JIT compiler has seen enough of the work, which is told the run's number. */
    static double warmSeconds(IntConsumer work) {
        Stopwatch warmUp = new Stopwatch();
        for (int run = 0; run < WARM_UP_RUNS || warmUp.seconds() < WARM_UP_SECONDS; run++) {
            work.accept(run);
        }
        double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Stopwatch watch = new Stopwatch();
            work.accept(run);
            seconds[run] = watch.seconds();
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }
}
