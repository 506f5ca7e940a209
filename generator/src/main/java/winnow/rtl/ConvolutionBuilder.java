package winnow.rtl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import winnow.compress.WeightEncoding;
import winnow.network.Codebook;
import winnow.network.Longs;
import winnow.network.SparseWeights;
import winnow.planner.Bits;
import winnow.planner.ConvolutionPlan;

/** Builds one convolution's engine and the contents of its memories. */
final class ConvolutionBuilder {
    private final ConvolutionPlan plan;
    private final String name;
    private final String comment;
    private final PaddingPixels padding;
    private final List<MemoryFile> memories;
    private final SparseWeights weights;
    private final Codebook codebook;
    private final WindowFrontEnd window;

    ConvolutionBuilder(
            ConvolutionPlan plan, String name, String comment, PaddingPixels padding, List<MemoryFile> memories) {
        this.plan = plan;
        this.name = name;
        this.comment = comment;
        this.padding = padding;
        this.memories = memories;
        this.weights = plan.layer().weights();
        this.codebook = plan.layer().codebook();
        this.window = WindowFrontEnd.of(plan.geometry(), plan.inputFormat().bits(), padding);
    }

    ConvolutionEngine build() {
        boolean dense = plan.encoding() instanceof WeightEncoding.Dense;
        boolean bitmask = plan.encoding() instanceof WeightEncoding.Bitmask;
        Optional<Integer> indexWidth = plan.encoding() instanceof WeightEncoding.Relative relative
                ? Optional.of(relative.indexBits()) : Optional.empty();
        int[] counts = plan.counts();
        int most = Arrays.stream(counts).max().orElseThrow();
        int total = Arrays.stream(counts).sum();
        int countWidth = Bits.unsigned(Math.max(1, most));
        int startWidth = Math.max(Bits.unsigned(total), countWidth + 1);
        int positionWidth = Math.max(Bits.index(weights.perOutput()), indexWidth.orElse(1));
        boolean tapPadding = padding.channels() > 1;
        int tapWidth = plan.tapBits() + (tapPadding ? plan.inputFormat().bits() : 0);
        int tag = window.slotWidth() + window.yWidth() + window.tileIndexWidth() + 3
                + (bitmask ? window.channelIndexWidth() : 0);
        Optional<String> countFile =
                dense ? Optional.empty() : Optional.of(memory("counts", countWidth, Longs.of(longs(counts))));
        Optional<ConvolutionEngine.Mask> mask = bitmask ? Optional.of(mask()) : Optional.empty();
        return new ConvolutionEngine(name, comment, plan.input().pixels(), plan.inputFormat().bits(), plan.inputFormat().signed() ? 1 : 0,
                plan.output().pixels(), plan.layer().output().format().bits(), window, startWidth, countWidth, weights.perOutput(), countFile, tag,
                decoder(), plan.encoding().label(), indexWidth, mask, positionWidth, weights.perOutput(),
                codebook.codeBits(), codebook.size(), Math.max(1, total), weightMemory(indexWidth),
                plan.widths().weight(), memory("codebook", plan.widths().weight(), codebookWords(codebook)),
                memory("taps", tapWidth, taps(tapPadding)), tapWidth, tapPadding,
                tapPadding ? "read_padding" : padding.literal(plan.inputFormat().bits()), plan.lanes(),
                plan.widths().accumulator(), plan.lanes() * plan.widths().accumulator(),
                BiasScale.of(plan.layer(), plan.output().pixels(), plan.widths().accumulator(),
                        memory("biases", plan.widths().accumulator(), plan.layer().bias())),
                window.creditWidth());
    }

    private String decoder() {
        if (plan.encoding() instanceof WeightEncoding.Dense) {
            return "dense";
        }
        return plan.encoding() instanceof WeightEncoding.Bitmask ? "bitmask" : "relative";
    }

    private String memory(String what, int width, Longs words) {
        MemoryFile file = new MemoryFile(name + "_" + what + ".mem", width, words);
        memories.add(file);
        return file.name();
    }

    static Longs codebookWords(Codebook codebook) {
        return Longs.of(codebook.values().stream().asLongStream().toArray());
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** Entries of all output channels, one after the other; a lone zero if there is none. */
    private String weightMemory(Optional<Integer> indexWidth) {
        EntryWriter entries = new EntryWriter(codebook, indexWidth.orElse(0));
        int[] starts = weights.outputStarts();
        for (int output = 0; output < weights.outputs(); output++) {
            entries.restart();
            for (int i = starts[output]; i < starts[output + 1]; i++) {
                int position = weights.positions().get(i) - output * weights.perOutput();
                if (plan.encoding() instanceof WeightEncoding.Dense) {
                    entries.fillTo(position);
                }
                entries.weight(position, weights.codes().get(i));
            }
            if (plan.encoding() instanceof WeightEncoding.Dense) {
                entries.fillTo(weights.perOutput());
            }
        }
        return memory("weights", codebook.codeBits() + indexWidth.orElse(0), entries.words());
    }

    private ConvolutionEngine.Mask mask() {
        int width = plan.maskWidth();
        int words = weights.perOutput() / width;
        long[] mask = new long[weights.outputs() * words];
        weights.positions().stream().forEach(position -> mask[position / width] |= 1L << position % width);
        return new ConvolutionEngine.Mask(width, words, memory("mask", width, Longs.of(mask)));
    }

    /** For every position of an output channel: padding pixel if taps carry it, line-buffer word, ky, kx. */
    private Longs taps(boolean tapPadding) {
        long[] taps = new long[weights.perOutput()];
        int kernel = weights.kernelHeight() * weights.kernelWidth();
        for (int position = 0; position < taps.length; position++) {
            int channel = position / kernel;
            WordPacker tap = new WordPacker();
            if (tapPadding) {
                tap.field(padding.values().get(channel), plan.inputFormat().bits());
            }
            taps[position] = tap.field((long) channel * window.tiles(), window.wordIndexWidth())
                    .field(position % kernel / weights.kernelWidth(), window.kyWidth())
                    .field(position % weights.kernelWidth(), window.kxWidth())
                    .word();
        }
        return Longs.of(taps);
    }
}
