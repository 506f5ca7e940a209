package winnow.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.Ints;

/**
 * What a fully-connected layer's engine does, clock by clock: the registers that decide when something happens, as in
 * {@code winnow_column_group.v}, {@code winnow_processing_element.v}, {@code winnow_pair_decoder.v} and
 * {@code winnow_drain.v}, without the values. The input is always offered and the output always taken.
 */
final class ElementClocks {
    /** From the request of outputs to their leaving, without the tree of adders: order, accumulator, choice, bias, FIFO. */
    private static final int OUTPUT_CLOCKS = 3 + 3 + 2;

    /** Frames whose last interval is steady, and random frames from which an average is taken, the first to fill the engine. */
    private static final int STEADY_FRAMES = 4;
    private static final int AVERAGED_FRAMES = 6;

    /** The same if a frame takes so many clocks that what comes at its ends hardly counts. */
    private static final int LONG_FRAME = 4096;
    private static final int LONG_FRAMES = 3;

    private static final long SEED = 1;

    private final FullyConnectedPlan plan;
    private final ColumnGroups columns;
    private final int[] positions;
    private final List<Group> groups = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private boolean readBank;

    ElementClocks(FullyConnectedPlan plan) {
        this.plan = plan;
        this.columns = plan.groups();
        this.positions = plan.input().positions();
        for (int group = 0; group < columns.groups(); group++) {
            List<Element> own = plan.elements().stream().skip((long) group * plan.groupElements())
                    .limit(plan.groupElements()).map(words -> new Element(words, plan.queueDepth())).toList();
            elements.addAll(own);
            groups.add(new Group(group, own));
        }
    }

    /** Clocks per frame in steady state if every frame has the given activations. */
    static long steady(FullyConnectedPlan plan, int[] activations) {
        int frames = frames(plan, STEADY_FRAMES);
        long[] ends = new ElementClocks(plan).frameEnds(IntStream.range(0, frames).mapToObj(i -> activations).toList());
        return ends[frames - 1] - ends[frames - 2];
    }

    /**
     * Clocks per frame in steady state if activations are not zero as often as calibration found; empty if there was none. Over
     * the frames that are measured, an input is not zero as often as it should be (systematic sampling), beginning at random.
     */
    static OptionalLong average(FullyConnectedPlan plan) {
        Ints densities = plan.layer().inputDensity();
        if (densities.length() == 0) {
            return OptionalLong.empty();
        }
        int frames = frames(plan, AVERAGED_FRAMES);
        int[] phases = new SplittableRandom(SEED).ints(densities.length(), 0, FullyConnected.ALWAYS).toArray();
        List<int[]> activations = IntStream.range(0, frames).mapToObj(frame -> IntStream.range(0, phases.length)
                .map(input -> (phases[input] + frame * FullyConnected.ALWAYS / (frames - 1)) % FullyConnected.ALWAYS
                        < densities.get(input) ? 1 : 0).toArray()).toList();
        return OptionalLong.of(mean(plan, activations));
    }

    private static int frames(FullyConnectedPlan plan, int usual) {
        return plan.products() / plan.lanes() > LONG_FRAME ? LONG_FRAMES : usual;
    }

    /** Mean clocks per frame, rounded up, of all frames but the first; at least 2. */
    static long mean(FullyConnectedPlan plan, List<int[]> frames) {
        long[] ends = new ElementClocks(plan).frameEnds(frames);
        int intervals = ends.length - 1;
        return (ends[intervals] - ends[0] + intervals - 1) / intervals;
    }

    /** See {@link FullyConnectedPlan#frameEnds}. */
    long[] frameEnds(List<int[]> frames) {
        long[] ends = new long[frames.size()];
        int treeClocks = Integer.SIZE - Integer.numberOfLeadingZeros(columns.groups() - 1);
        Input input = new Input(frames);
        Drain drain = new Drain();
        int done = 0;
        for (long clock = 0; done < ends.length; clock++) {
            boolean allFinished = elements.stream().allMatch(element -> element.finished[readBank ? 1 : 0]);
            boolean drained = drain.drained;
            boolean last = drain.step(allFinished, plan.readBeats());
            boolean full = groups.stream().anyMatch(Group::isFull);
            int beat = input.step(!full);
            for (Group group : groups) {
                group.step(beat, input, drained, readBank);
            }
            readBank ^= drained;
            if (last) {
                ends[done++] = clock + OUTPUT_CLOCKS + treeClocks;
            }
        }
        return ends;
    }

    /** Beats of the stream, gathered to wide beats; all frames one after the other. */
    private final class Input {
        /** Per wide beat of all frames and per group, the places in the group's part that hold no zero. */
        private final int[][][] nonzero;
        private final int beats = columns.beats();
        private int next;
        private int slot;

        Input(List<int[]> frames) {
            nonzero = new int[frames.size() * beats][columns.groups()][];
            for (int beat = 0; beat < nonzero.length; beat++) {
                for (int group = 0; group < columns.groups(); group++) {
                    nonzero[beat][group] = nonzero(frames.get(beat / beats), beat % beats, group);
                }
            }
        }

        private int[] nonzero(int[] activations, int beat, int group) {
            int first = beat * columns.wideValues() + group * columns.groupValues();
            return IntStream.range(0, columns.groupValues()).filter(value -> {
                int position = first + value < positions.length ? positions[first + value] : StreamOrder.NONE;
                return position != StreamOrder.NONE && activations[position] != 0;
            }).toArray();
        }

        boolean isLast(int beat) {
            return beat % beats == beats - 1;
        }

        /** One clock: the wide beat that the groups take, or -1. */
        int step(boolean room) {
            if (next == nonzero.length) {
                return -1;
            }
            int streamBeat = next % beats * columns.gathered() + slot;
            boolean complete = slot == columns.gathered() - 1 || streamBeat == columns.streamBeats() - 1;
            if (!complete) {
                slot++;
                return -1;
            }
            if (!room) {
                return -1;
            }
            slot = 0;
            return next++;
        }
    }

    /** {@code winnow_drain}. */
    private static final class Drain {
        private boolean ready;
        private boolean stop;
        private boolean lastRead;
        private boolean drained;
        private boolean drainedBefore;
        private int beat;

        /** One clock: whether it asks for a frame's last outputs. */
        boolean step(boolean allFinished, int beats) {
            boolean request = ready && !stop;
            boolean last = request && beat == beats - 1;
            stop = (stop || last) && !drainedBefore;
            drainedBefore = drained;
            drained = lastRead;
            lastRead = last;
            ready = allFinished;
            beat = request ? (last ? 0 : beat + 1) : beat;
            return last;
        }
    }

    /** A ring of ints behind an output register, as {@code winnow_fifo}. */
    private static final class Fifo {
        private final int[] memory;
        private int written;
        private int read;
        private boolean valid;
        private int output;

        Fifo(int depth) {
            this.memory = new int[depth];
        }

        boolean isFull() {
            return written - read == memory.length;
        }

        /** One clock: the word at the output is taken if that is wanted, another is written. */
        void step(boolean take, boolean write, int word) {
            if (written != read && (!valid || take)) {
                output = memory[read++ % memory.length];
                valid = true;
            } else if (take) {
                valid = false;
            }
            if (write) {
                memory[written++ % memory.length] = word;
            }
        }
    }

    /** {@code winnow_column_group} with its {@code winnow_nonzero_scan}. */
    private final class Group {
        private final int number;
        private final List<Element> elements;
        private final Fifo beats = new Fifo(FullyConnectedPlan.BEAT_QUEUE_DEPTH);
        private int scanned;
        private boolean tokenValid;
        private boolean tokenEnd;
        private int tokenColumn;
        private boolean lookValid;
        private boolean lookEnd;
        private int lookColumn;

        Group(int number, List<Element> elements) {
            this.number = number;
            this.elements = elements;
        }

        boolean isFull() {
            return beats.isFull();
        }

        void step(int beat, Input input, boolean drained, boolean readBank) {
            boolean room = true;
            for (Element element : elements) {
                room &= element.taken < plan.queueDepth();
            }
            boolean valid = beats.valid;
            int[] values = valid ? input.nonzero[beats.output][number] : null;
            boolean lastBeat = valid && input.isLast(beats.output);
            boolean more = valid && scanned + 1 < values.length;
            boolean needed = valid && (lastBeat || values.length > 0);
            boolean sent = needed && room;
            boolean ready = valid && (room || !needed) && !more;
            for (Element element : elements) {
                element.step(sent, lookValid, lookEnd, lookColumn, drained, readBank ? 1 : 0);
            }
            lookValid = tokenValid;
            lookEnd = tokenEnd;
            lookColumn = tokenColumn;
            tokenValid = sent;
            if (sent) {
                tokenEnd = lastBeat && !more;
                tokenColumn = beats.output % columns.beats() * columns.stride() + (values.length > 0 ? values[scanned] : 0);
                scanned++;
            }
            scanned = ready ? 0 : scanned;
            beats.step(ready, beat >= 0, beat);
        }
    }

    /** {@code winnow_processing_element} with its {@code winnow_pair_decoder}. */
    private static final class Element {
        /** What waits in the queue: a column, or this bit and a column at a frame's end. */
        private static final int END = 1 << 30;

        private final PairedWords words;
        private final Fifo queue;
        private int taken;
        private int bank;
        private final boolean[] closed = new boolean[2];
        private final boolean[] finished = new boolean[2];
        // fetch: the word, the words behind it, the frame's end and bank
        private boolean fetchValid;
        private boolean fetchEmpty;
        private boolean fetchEnd;
        private int fetchBank;
        private int address;
        private int left;
        // read
        private boolean readValid;
        private boolean readSingle;
        private boolean readEnd;
        private int readBank;
        // word
        private boolean valid;
        private boolean single;
        private boolean second;
        private boolean end;
        private int wordBank;
        // product, accumulator
        private boolean endB;
        private int bankB;
        private boolean endC;
        private int bankC;

        Element(PairedWords words, int queueDepth) {
            this.words = words;
            this.queue = new Fifo(queueDepth);
        }

        void step(boolean sent, boolean look, boolean lookEnd, int column, boolean drained, int drainBank) {
            boolean wanted = look && (lookEnd || words.count(column) != 0);
            boolean done = single || second;
            boolean advance = !valid || done;
            boolean jobReady = advance && (!fetchValid || left == 0);
            boolean open = !closed[bank];
            boolean jobTaken = queue.valid && open && jobReady;
            boolean jobEnd = jobTaken && (queue.output & END) != 0;

            boolean finishes = endC;
            int finishedBank = bankC;
            endC = endB;
            bankC = bankB;
            endB = valid && done && end;
            bankB = wordBank;
            second = !advance;
            if (advance) {
                valid = readValid;
                single = readSingle;
                end = readEnd;
                wordBank = readBank;
                readValid = fetchValid;
                readSingle = fetchValid && (fetchEmpty || words.single().get(address));
                readEnd = fetchEnd && left == 0;
                readBank = fetchBank;
            }
            if (jobReady) {
                fetchValid = jobTaken;
                if (jobTaken) {
                    int job = queue.output & ~END;
                    int count = words.count(job);
                    fetchEmpty = count == 0;
                    address = words.columnStarts().get(job);
                    left = Math.max(0, count - 1);
                    fetchEnd = jobEnd;
                    fetchBank = bank;
                }
            } else if (advance) {
                address++;
                left--;
            }
            taken += (sent ? 1 : 0) - (look && !wanted ? 1 : 0) - (jobTaken ? 1 : 0);
            if (jobEnd) {
                closed[bank] = true;
                bank ^= 1;
            }
            if (finishes) {
                finished[finishedBank] = true;
            }
            if (drained) {
                closed[drainBank] = false;
                finished[drainBank] = false;
            }
            queue.step(jobReady && open, wanted, column | (lookEnd ? END : 0));
        }
    }
}
