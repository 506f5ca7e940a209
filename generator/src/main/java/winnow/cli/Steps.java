package winnow.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** What a long run is doing, and how long each step took, line by line on standard error; nothing without a console. */
final class Steps implements AutoCloseable {
    private final PrintWriter err;
    private final boolean watched = System.console() != null;
    private String step;
    private long start;

    Steps(PrintWriter err) {
        this.err = err;
    }

    /** A step begins, and the one before is done. */
    void begin(String name) {
        close();
        step = name;
        start = System.nanoTime();
        if (watched) {
            err.print(name + " ... ");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (watched && step != null) {
            err.printf(Locale.ROOT, "%.0f s%n", (System.nanoTime() - start) / 1e9);
        }
        step = null;
    }
}
