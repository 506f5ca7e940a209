package winnow.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import winnow.network.FixedPoint;
import winnow.network.Shape;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;

/** Reads the lines that the harness prints. */
final class HarnessReport {
    private final Plan plan;
    private final IntConsumer progress;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    /** Clocks from the first frame's first beat in to each frame's last beat out. */
    private final List<Long> frameEnds = new ArrayList<>();
    private final List<Long> slowestEnds = new ArrayList<>();
    private final int slowest;
    private long start;
    private long cycles;
    private long beats;
    private long mismatchCount;
    private boolean done;

    /**
     * @param slowest number of the engine that is predicted to be the slowest for most frames
     */
    HarnessReport(Plan plan, int slowest, IntConsumer progress) {
        this.plan = plan;
        this.slowest = slowest;
        this.progress = progress;
    }

    void line(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "progress" -> progress.accept(Integer.parseInt(words[1]));
            case "end" -> end(line.split(" "));
            case "frame" -> frame(line.split(" "));
            case "mismatch" -> mismatches.add(mismatch(line.split(" ")));
            case "fault" -> faults.add("cycle " + words[1] + ": " + words[2]);
            case "done" -> done(line.split(" "));
            default -> faults.add("the harness says: " + line);
        }
    }

    /** The process ended with the given code: 0, or 1 if it has said why. */
    void end(int code) {
        if (!done) {
            faults.add("the harness ended early with exit code " + code);
        }
    }

    /** A frame has left an engine: of the slowest engine the clock is kept. */
    private void end(String[] words) {
        if (Integer.parseInt(words[1]) == slowest) {
            slowestEnds.add(Long.parseLong(words[3]));
        }
    }

    private void frame(String[] words) {
        if (frameEnds.isEmpty()) {
            start = Long.parseLong(words[2]);
        }
        frameEnds.add(Long.parseLong(words[3]) - start);
    }

    private void done(String[] words) {
        cycles = Long.parseLong(words[1]);
        beats = Long.parseLong(words[2]);
        mismatchCount = Long.parseLong(words[3]);
        done = true;
    }

    private Mismatch mismatch(String[] words) {
        EnginePlan engine = plan.engines().get(Integer.parseInt(words[1]));
        int position = engine.output().positions()[Integer.parseInt(words[3])];
        Shape shape = engine.operation().output().shape();
        FixedPoint format = engine.operation().output().format();
        return new Mismatch(engine.operation().name(), Integer.parseInt(words[2]), position / shape.width() % shape.height(),
                position / shape.width() / shape.height(), position % shape.width(),
                Simulator.value(Integer.parseInt(words[4]), format), Simulator.value(Integer.parseInt(words[5]), format),
                Long.parseLong(words[6]));
    }

    /** The mean interval of the frames that are measured. */
    private static long interval(List<Long> ends) {
        int first = Simulator.firstMeasured(ends.size());
        return ends.size() <= first ? 0 : mean(ends.get(ends.size() - 1) - ends.get(first - 1), ends.size() - first);
    }

    /** Rounded up; 0 of nothing. */
    static long mean(long sum, int count) {
        return count <= 0 ? 0 : (sum + count - 1) / count;
    }

    SimulationResult result(int frames, long predicted, List<Integer> top1, double seconds) {
        long interval = interval(slowestEnds);
        long latency = frameEnds.isEmpty() ? 0 : frameEnds.get(0);
        return new SimulationResult(frames, plan.engines().size(), beats, mismatchCount, List.copyOf(mismatches),
                List.copyOf(faults), interval, predicted, interval(frameEnds), latency, List.copyOf(frameEnds), plan.lanes(),
                plan.usedLanes(), plan.nonzeroMacs(), List.copyOf(top1), cycles, seconds);
    }
}
