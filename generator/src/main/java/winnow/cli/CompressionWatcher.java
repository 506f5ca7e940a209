package winnow.cli;

import java.io.PrintWriter;
import winnow.compress.Compressor;

/** Shows a compression: a line for each thing that is done, and how many networks were judged for it. */
final class CompressionWatcher implements Compressor.Watcher, AutoCloseable {
    /** How many there will be is not known before. */
    private static final long UNKNOWN = -1;

    private final PrintWriter log;
    private Progress progress;

    CompressionWatcher(PrintWriter log) {
        this.log = log;
    }

    @Override
    public void doing(String what) {
        close();
        log.println(what);
        log.flush();
        progress = new Progress(what, UNKNOWN);
    }

    @Override
    public void trial() {
        if (progress != null) {
            progress.step();
        }
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
