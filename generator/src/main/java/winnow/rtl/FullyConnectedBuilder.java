package winnow.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import winnow.network.Codebook;
import winnow.network.IntegerLayer;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.planner.Bits;
import winnow.planner.ColumnGroups;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.PairedWords;
import winnow.planner.RowAssignment;

/** Builds one fully-connected layer's engine and the contents of its memories. */
final class FullyConnectedBuilder {
    private static final int OUTPUT_FIFO_BITS = 4;

    /** From the request of outputs to one group's partial sums: order, accumulator, choice of the element. */
    private static final int READ_CLOCKS = 3;

    private final FullyConnectedPlan plan;
    private final ColumnGroups columns;
    private final IntegerLayer.FullyConnected layer;
    private final String name;
    private final String comment;
    private final List<MemoryFile> memories;
    private final int startBits;
    private final int countBits;
    private final int laneElements;

    FullyConnectedBuilder(FullyConnectedPlan plan, String name, String comment, List<MemoryFile> memories) {
        this.plan = plan;
        this.columns = plan.groups();
        this.layer = plan.layer();
        this.name = name;
        this.comment = comment;
        this.memories = memories;
        this.startBits = plan.startBits();
        this.countBits = plan.countBits();
        this.laneElements = plan.groupElements() / plan.readers();
    }

    FullyConnectedEngine build() {
        Codebook codebook = layer.codebook();
        Requantization scale = layer.requantization();
        int place = Bits.index(FullyConnectedPlan.BLOCK_COLUMNS);
        int blockAddress = Bits.index(plan.blocks());
        return new FullyConnectedEngine(name, comment,
                plan.input().pixels(), plan.inputFormat().bits(), plan.inputFormat().signed() ? 1 : 0, columns.streamBeats(),
                columns.gathered(), columns.wideValues(), columns.groups(), columns.groupValues(),
                plan.output().pixels(), layer.output().format().bits(), plan.readBeats(), Bits.index(plan.readBeats()),
                plan.output().pixels() / plan.readers(),
                plan.lanes(), plan.groupElements(), plan.readers(), laneElements, Bits.index(laneElements), blockAddress + place,
                plan.mostRows(), plan.rowBits(), codebook.codeBits(), codebook.size(), plan.gapBits(),
                plan.blocks(), FullyConnectedPlan.BLOCK_COLUMNS, blockAddress,
                startBits + FullyConnectedPlan.BLOCK_COLUMNS * countBits, place, countBits, startBits, plan.wordBits(),
                plan.widths().weight(), plan.widths().accumulator(),
                Bits.index(FullyConnectedPlan.BEAT_QUEUE_DEPTH), Bits.index(plan.queueDepth()),
                READ_CLOCKS + (columns.groups() == 1 ? 0 : Bits.index(columns.groups())), OUTPUT_FIFO_BITS + 1,
                scale.shift(), scale.minimum(), scale.maximum(),
                memory("codebook", plan.widths().weight(), Longs.of(codebook.values().stream().asLongStream().toArray())),
                groups(), parts(), lanes());
    }

    private List<FullyConnectedEngine.Group> groups() {
        int[] positions = plan.input().positions();
        return IntStream.range(0, columns.groups()).mapToObj(group -> new FullyConnectedEngine.Group(group,
                group * columns.groupValues(), group * plan.groupElements(), mask(columns.lastPresent(group, positions)))).toList();
    }

    /** The first value in the lowest bit. */
    private static String mask(boolean[] present) {
        StringBuilder bits = new StringBuilder();
        for (boolean bit : present) {
            bits.insert(0, bit ? '1' : '0');
        }
        return present.length + "'b" + bits;
    }

    private List<FullyConnectedEngine.Part> parts() {
        return IntStream.range(0, plan.lanes()).mapToObj(element -> part(element, plan.elements().get(element))).toList();
    }

    private FullyConnectedEngine.Part part(int number, PairedWords words) {
        long[] blocks = new long[plan.blocks()];
        for (int block = 0; block < blocks.length; block++) {
            int first = block * FullyConnectedPlan.BLOCK_COLUMNS;
            WordPacker packer = new WordPacker().field(words.columnStarts().get(first), startBits);
            for (int column = first + FullyConnectedPlan.BLOCK_COLUMNS - 1; column >= first; column--) {
                packer.field(column < words.columns() ? words.count(column) : 0, countBits);
            }
            blocks[block] = packer.word();
        }
        Longs contents = words.words().length() == 0 ? Longs.of(0) : words.words();
        String element = "element" + number;
        return new FullyConnectedEngine.Part(number, number / plan.groupElements(), contents.length(),
                memory(element + "_blocks", startBits + FullyConnectedPlan.BLOCK_COLUMNS * countBits, Longs.of(blocks)),
                memory(element + "_words", plan.wordBits(), contents));
    }

    private List<FullyConnectedEngine.Lane> lanes() {
        List<FullyConnectedEngine.Lane> lanes = new ArrayList<>();
        for (int lane = 0; lane < plan.readers(); lane++) {
            List<FullyConnectedEngine.Reader> readers = new ArrayList<>();
            for (int group = 0; group < columns.groups(); group++) {
                readers.add(new FullyConnectedEngine.Reader(group, group * plan.groupElements() + lane * laneElements,
                        memory("order" + lane + "_" + group, Bits.index(laneElements) + plan.rowBits(), order(lane, group))));
            }
            lanes.add(new FullyConnectedEngine.Lane(
                    lane, memory("biases" + lane, plan.widths().accumulator(), biases(lane)), readers));
        }
        return lanes;
    }

    /** Where the lane's outputs are, by (element of the lane, row); zeros behind the last. */
    private Longs order(int lane, int group) {
        RowAssignment assignment = plan.assignments().get(group);
        int[] places = assignment.places();
        return perBeat(lane, output -> new WordPacker()
                .field(places[output] / assignment.mostRows() - lane * laneElements, Bits.index(laneElements))
                .field(places[output] % assignment.mostRows(), plan.rowBits())
                .word());
    }

    private Longs biases(int lane) {
        return perBeat(lane, output -> layer.bias().get(output));
    }

    /** A word for each beat of outputs, 0 where the lane has none. */
    private Longs perBeat(int lane, IntToLongFunction word) {
        return Longs.of(IntStream.range(0, plan.readBeats()).map(beat -> beat * plan.readers() + lane)
                .mapToLong(output -> output < layer.weights().outputs() ? word.applyAsLong(output) : 0).toArray());
    }

    private String memory(String what, int width, Longs words) {
        MemoryFile file = new MemoryFile(name + "_" + what + ".mem", width, words);
        memories.add(file);
        return file.name();
    }
}
