package winnow.cli;

import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A progress bar on standard error for work that turns out to take over two seconds; nothing where nobody watches, that is,
 * without a console. Several threads may step at once.
 */
final class Progress implements AutoCloseable {
    private static final long SILENT_NANOSECONDS = 2_000_000_000L;

    private final String task;
    private final long total;
    private final long start = System.nanoTime();
    private final boolean watched = System.console() != null;
    private final LongAdder done = new LongAdder();
    private ProgressBar bar;

    Progress(String task, long total) {
        this.task = task;
        this.total = total;
    }

    /** One more of the total is done. */
    void step() {
        done.increment();
        if (watched && System.nanoTime() - start > SILENT_NANOSECONDS) {
            show();
        }
    }

    /** So many of the total are done, at least as many as before. */
    void stepTo(long count) {
        done.add(count - done.sum());
        if (watched && System.nanoTime() - start > SILENT_NANOSECONDS) {
            show();
        }
    }

    private synchronized void show() {
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).build();
        }
        bar.stepTo(done.sum());
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
