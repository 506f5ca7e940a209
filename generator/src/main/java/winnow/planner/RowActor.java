package winnow.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An engine as {@link RowSchedule} sees it: row groups, one after the other, that wait for rows and for room. */
final class RowActor {
    /** Clocks from a row group's last step to its rows being seen by a reader, but for the beats of the last tile. */
    private static final int HAND_OVER = 40;

    /** Clocks from an engine's last read of a row to its place being filled again. */
    private static final int RELEASE = 16;

    /** Rows from a writer to a reader, through a ring unless the reader keeps no rows. */
    private static final class Input {
        private final RowActor reader;
        private final WindowGeometry ring;
        /** Clocks in which the reader takes a row. */
        private final long cyclesPerRow;
        private RowActor writer;

        Input(RowActor reader, WindowGeometry ring, long cyclesPerRow) {
            this.reader = reader;
            this.ring = ring;
            this.cyclesPerRow = cyclesPerRow;
        }

        static Input ofRing(RowActor reader, WindowGeometry ring) {
            return new Input(reader, ring, ring.assemblerCyclesPerRow());
        }
    }

    private final StreamOrder order;
    private final int groups;
    /** Rows of a group, and of the output map. */
    private final int groupRows;
    private final int height;
    private final long[] work;
    /** Groups that the output FIFO holds: work that can be done before there is room for its rows. */
    private final double held;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Input> readers = new ArrayList<>();
    private long[] starts = new long[0];
    private long[] ends = new long[0];
    /** When all readers have had room for a group and have taken it. */
    private long[] written = new long[0];
    /** Groups worked on, and groups passed on to all readers. */
    private int done;
    private int passed;

    private RowActor(StreamOrder order, int groups, int groupRows, long[] work, double held) {
        this.order = order;
        this.groups = groups;
        this.groupRows = groupRows;
        this.height = order.shape().height();
        this.work = work;
        this.held = held;
    }

    /** The sender of the network's input, which never has to wait for anything but room. */
    static RowActor ofCamera(StreamOrder.Camera camera) {
        int height = camera.shape().height();
        long[] work = new long[height];
        for (int row = 0; row < height; row++) {
            work[row] = beatsTo(camera, row + 1) - beatsTo(camera, row);
        }
        return new RowActor(camera, height, 1, work, 0);
    }

    /** Beats in which the first rows are complete: a beat may hold the end of one and the beginning of the next. */
    private static long beatsTo(StreamOrder.Camera camera, int rows) {
        long values = (long) rows * camera.shape().width() * camera.shape().channels();
        return (values + camera.pixels() - 1) / camera.pixels();
    }

    static RowActor ofWindow(WindowPlan plan) {
        StreamOrder.Tiled output = plan.output();
        long[] work = new long[output.groups()];
        Arrays.fill(work, plan.groupCycles(output.rows()));
        work[work.length - 1] = plan.groupCycles(output.lastRows());
        double held = plan.geometry().tilesHeld() / ((double) output.shape().channels() * output.tiles());
        RowActor actor = new RowActor(output, output.groups(), output.rows(), work, held);
        actor.inputs.add(Input.ofRing(actor, plan.geometry()));
        return actor;
    }

    /** A join together with its row buffers: a row takes as long as all its inputs' rows one after the other. */
    static RowActor ofJoin(JoinPlan plan, List<WindowPlan> buffers) {
        int height = plan.output().shape().height();
        long[] work = new long[height];
        long rows = buffers.stream().mapToLong(buffer -> buffer.groupCycles(1)).sum();
        long slowest = buffers.stream().mapToLong(buffer -> buffer.groupCycles(1)).max().orElseThrow();
        Arrays.fill(work, plan.concatenates() ? rows : slowest);
        RowActor actor = new RowActor(plan.output(), height, 1, work, (double) JoinPlan.FIFO_BEATS * height / plan.output().beats());
        buffers.forEach(buffer -> actor.inputs.add(Input.ofRing(actor, buffer.geometry())));
        return actor;
    }

    /**
     * An engine that keeps no rows: its group is the frame, whose end it sends. If it has work, it takes pixels as it works on
     * them, and its work is spread evenly over the rows.
     */
    static RowActor ofFrames(EnginePlan plan) {
        long work = plan.lanes() > 0 ? plan.cycles() : 0;
        double beforeOutput = work == 0 ? 0 : 1 - (double) plan.output().beats() / work;
        RowActor actor = new RowActor(plan.output(), 1, plan.output().shape().height(), new long[] {work}, beforeOutput);
        long height = plan.inputs().get(0).shape().height();
        actor.inputs.add(new Input(actor, null, (work + height - 1) / height));
        return actor;
    }

    /** Connects an input with the actor that writes it. */
    void read(int input, RowActor writer) {
        inputs.get(input).writer = writer;
        writer.readers.add(inputs.get(input));
    }

    /** Lets it work on so many frames in all. */
    void makeRoom(int frames) {
        starts = Arrays.copyOf(starts, frames * groups);
        ends = Arrays.copyOf(ends, frames * groups);
        written = Arrays.copyOf(written, frames * groups);
    }

    boolean isDone() {
        return passed == ends.length;
    }

    /** The mean interval between the ends of the last frames, rounded up. */
    long interval(int frames) {
        long time = ends[ends.length - 1] - ends[ends.length - 1 - frames * groups];
        return (time + frames - 1) / frames;
    }

    /** Works on as many groups as it can, and passes on as many; false if none. */
    boolean advance() {
        int before = done + passed;
        boolean moved = true;
        while (moved) {
            int now = done + passed;
            pass();
            work();
            moved = done + passed > now;
        }
        return done + passed > before;
    }

    private void work() {
        if (done == ends.length) {
            return;
        }
        long start = startOfNext();
        long room = roomToEnd();
        if (start < 0 || room < 0) {
            return;
        }
        starts[done] = start;
        ends[done] = Math.max(Math.max(start + duration(done % groups), room), endOfInputs());
        done++;
    }

    /** When there is room for the end of the next group: in the readers, but for what the output FIFO holds. */
    private long roomToEnd() {
        int whole = (int) Math.min(held, ends.length);
        if (whole > 0) {
            return done < whole ? 0 : passed > done - whole ? written[done - whole] : -1;
        }
        long room = room(done);
        return room < 0 ? -1 : room + (long) ((1 - held) * duration(done % groups));
    }

    private void pass() {
        long room = passed < done ? room(passed) : -1;
        if (room >= 0) {
            long last = passed == 0 ? 0 : written[passed - 1];
            written[passed] = Math.max(ends[passed], Math.max(room, last) + transfer(passed % groups));
            passed++;
        }
    }

    /** Clocks of a group: of the engine, or of a reader that takes longer to take it. */
    private long duration(int group) {
        return Math.max(work[group], transfer(group));
    }

    /** Clocks in which the slowest reader takes a group. */
    private long transfer(int group) {
        long longest = 0;
        int rows = Math.min(groupRows, height - group * groupRows);
        for (Input reader : readers) {
            longest = Math.max(longest, rows * reader.cyclesPerRow);
        }
        return longest;
    }

    private long startOfNext() {
        long start = done == 0 ? 0 : ends[done - 1];
        int frame = done / groups;
        for (Input input : inputs) {
            start = latest(start, input.ring == null ? began(input.writer, frame) : rowsCame(input, frame, done % groups));
        }
        return start;
    }

    /** When the slowest reader takes a group; -1 if that is not known yet. */
    private long room(int place) {
        long room = 0;
        int frame = place / groups;
        for (Input input : readers) {
            if (input.ring != null) {
                room = latest(room, room(input, frame, place % groups));
            }
        }
        return room;
    }

    /** The later of two times, of which a negative one means not known yet. */
    private static long latest(long time, long other) {
        return time < 0 || other < 0 ? -1 : Math.max(time, other);
    }

    /** When a frame's first group began, once its last has ended. */
    private static long began(RowActor writer, int frame) {
        return (frame + 1) * writer.groups <= writer.passed ? writer.starts[frame * writer.groups] : -1;
    }

    private static long rowsCame(Input input, int frame, int group) {
        RowActor writer = input.writer;
        int needed = (input.ring.endRow(group) + writer.groupRows - 1) / writer.groupRows - 1;
        int place = frame * writer.groups + needed;
        return place < writer.passed ? writer.written[place] + writer.handOver() : -1;
    }

    private long handOver() {
        int beats = order instanceof StreamOrder.Tiled tiled ? tiled.rows() * tiled.rowBeats(tiled.columns()) : 1;
        return HAND_OVER + beats;
    }

    /** When a reader has room for a group of this actor: all its rows, and with the last those that fill the frame up. */
    private long room(Input input, int frame, int group) {
        WindowGeometry ring = input.ring;
        long written = (long) frame * ring.storedRows()
                + (group == groups - 1 ? ring.storedRows() : (long) (group + 1) * groupRows);
        long toRelease = written - (long) ring.superrows() * ring.superrowRows();
        if (toRelease <= 0) {
            return 0;
        }
        long place = input.reader.releasing(ring, toRelease);
        return place < input.reader.done ? input.reader.ends[(int) place] + RELEASE : -1;
    }

    /** The group after which so many rows in all are released, counted from the first frame's first. */
    private long releasing(WindowGeometry ring, long rows) {
        long frame = (rows - 1) / ring.storedRows();
        long inFrame = rows - frame * ring.storedRows();
        int group = (int) Math.max(0, Math.min(groups - 1, (inFrame - 1) / ring.superrowRows() - 1));
        while (ring.firstRow(group + 1) < inFrame) {
            group++;
        }
        return frame * groups + group;
    }

    /** What keeps no rows ends after its input has. */
    private long endOfInputs() {
        long end = 0;
        for (Input input : inputs) {
            if (input.ring == null) {
                int last = (done / groups + 1) * input.writer.groups - 1;
                end = Math.max(end, input.writer.written[last] + (work[0] > 0 ? 0 : HAND_OVER));
            }
        }
        return end;
    }
}
