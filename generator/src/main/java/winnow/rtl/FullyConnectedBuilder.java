package winnow.rtl;

import java.util.ArrayList;
import java.util.List;
import winnow.network.Codebook;
import winnow.network.Longs;
import winnow.planner.Bits;
import winnow.planner.ElementWeights;
import winnow.planner.FullyConnectedPlan;
import winnow.planner.RowAssignment;

/** Builds one fully-connected layer's engine and the contents of its memories. */
final class FullyConnectedBuilder {
    private static final int OUTPUT_FIFO_BITS = 4;

    private final FullyConnectedPlan plan;
    private final String name;
    private final String comment;
    private final List<MemoryFile> memories;
    private final int rowWidth;
    private final int startBits;
    private final int countBits;

    FullyConnectedBuilder(FullyConnectedPlan plan, String name, String comment, List<MemoryFile> memories) {
        this.plan = plan;
        this.name = name;
        this.comment = comment;
        this.memories = memories;
        this.startBits = plan.startBits();
        this.countBits = plan.countBits();
        this.rowWidth = plan.rowBits();
    }

    FullyConnectedEngine build() {
        Codebook codebook = plan.layer().codebook();
        RowAssignment assignment = plan.assignment();
        int columns = plan.input().beats();
        int outputs = plan.layer().weights().outputs();
        int accumulator = plan.widths().accumulator();
        return new FullyConnectedEngine(name, comment, 1, plan.inputFormat().bits(), plan.inputFormat().signed() ? 1 : 0,
                1, plan.layer().output().format().bits(), plan.lanes(), Bits.index(plan.lanes()), columns, Bits.index(columns),
                assignment.mostRows(), rowWidth, outputs, Bits.index(outputs), codebook.codeBits(), codebook.size(),
                plan.indexBits(), countBits, startBits, plan.widths().weight(), accumulator,
                Bits.index(FullyConnectedPlan.QUEUE_DEPTH),
                memory("codebook", plan.widths().weight(), Longs.of(codebook.values().stream().asLongStream().toArray())),
                memory("order", Bits.index(plan.lanes()) + rowWidth, order()), parts(),
                BiasScale.of(List.of(plan.layer()), 1, accumulator, memory("biases", accumulator, plan.layer().bias())),
                OUTPUT_FIFO_BITS + 1);
    }

    private Longs order() {
        RowAssignment assignment = plan.assignment();
        int[] places = assignment.places();
        long[] words = new long[places.length];
        for (int output = 0; output < words.length; output++) {
            words[output] = new WordPacker()
                    .field(places[output] / assignment.mostRows(), Bits.index(plan.lanes()))
                    .field(places[output] % assignment.mostRows(), rowWidth)
                    .word();
        }
        return Longs.of(words);
    }

    private List<FullyConnectedEngine.Part> parts() {
        List<FullyConnectedEngine.Part> parts = new ArrayList<>();
        for (ElementWeights weights : plan.elementWeights()) {
            parts.add(part(parts.size(), weights));
        }
        return parts;
    }

    private FullyConnectedEngine.Part part(int number, ElementWeights weights) {
        EntryWriter entries = new EntryWriter(plan.layer().codebook(), plan.indexBits());
        long[] columns = new long[weights.columns()];
        for (int column = 0; column < columns.length; column++) {
            int start = entries.count();
            entries.restart();
            for (int i = weights.columnStart(column); i < weights.columnStart(column + 1); i++) {
                entries.weight(weights.row(i), weights.code(i));
            }
            columns[column] = new WordPacker()
                    .field(start, startBits)
                    .field(entries.count() - start, countBits)
                    .word();
        }
        String element = "element" + number;
        return new FullyConnectedEngine.Part(number, Math.max(1, entries.count()),
                memory(element + "_columns", startBits + countBits, Longs.of(columns)),
                memory(element + "_entries", plan.indexBits() + plan.layer().codebook().codeBits(), entries.words()));
    }

    private String memory(String what, int width, Longs words) {
        MemoryFile file = new MemoryFile(name + "_" + what + ".mem", width, words);
        memories.add(file);
        return file.name();
    }
}
