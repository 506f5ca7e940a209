package winnow.cli;

import java.io.PrintWriter;
import java.util.Locale;
import winnow.retrain.Retrainer;
import winnow.retrain.Schedule;

/** Shows a training: a bar while an epoch runs, a line when one is over. */
final class TrainingWatcher implements Retrainer.Watcher {
    private final PrintWriter log;
    private Progress progress;

    TrainingWatcher(PrintWriter log) {
        this.log = log;
    }

    @Override
    public void begin(String stage, long stepsLeft) {
        progress = new Progress(stage, stepsLeft);
    }

    @Override
    public void step() {
        progress.step();
    }

    @Override
    public void epoch(Schedule schedule, int epoch, double accuracy) {
        log.printf(Locale.ROOT, "%-8s epoch %2d of %d: error %.2f %% of the validation images%n",
                schedule.stage(), epoch, schedule.epochs(), 100 * (1 - accuracy));
        log.flush();
    }

    @Override
    public void end() {
        if (progress != null) {
            progress.close();
        }
    }
}
