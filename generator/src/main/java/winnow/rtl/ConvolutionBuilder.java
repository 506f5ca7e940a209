package winnow.rtl;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import winnow.encode.PackedWeights;
import winnow.network.Codebook;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Window;
import winnow.planner.Bits;
import winnow.planner.ConvolutionPlan;
import winnow.planner.DecoderWidths;
import winnow.planner.LoadMap;

/** Builds one convolution engine and the contents of its memories. */
final class ConvolutionBuilder {
    private final ConvolutionPlan plan;
    private final String name;
    private final String comment;
    private final PaddingPixels padding;
    private final Optional<LoadMap.Region> load;
    private final List<MemoryFile> memories;
    private final PackedWeights weights;
    private final DecoderWidths decoder;
    private final WindowFrontEnd window;

    ConvolutionBuilder(
            ConvolutionPlan plan, String name, String comment, PaddingPixels padding, Optional<LoadMap.Region> load,
            List<MemoryFile> memories) {
        this.plan = plan;
        this.name = name;
        this.comment = comment;
        this.padding = padding;
        this.load = load;
        this.memories = memories;
        this.weights = plan.weights();
        this.decoder = plan.decoder();
        this.window = WindowFrontEnd.of(plan.geometry(), plan.inputFormat().bits(), padding);
    }

    ConvolutionEngine build() {
        int inputBits = plan.inputFormat().bits();
        int accumulator = plan.widths().accumulator();
        boolean tapPadding = padding.channels() > 1;
        int tapWidth = plan.tapBits() + (tapPadding ? inputBits : 0);
        int tag = window.placeWidth() + window.tileIndexWidth();
        PackedTables tables = new PackedTables(weights, plan.positions(), decoder);
        Longs codebook = codebook();
        Longs taps = plan.tapTable() ? taps(tapPadding) : Longs.of();
        String tapFile = plan.tapTable() ? memory("taps", tapWidth, taps) : "";
        return new ConvolutionEngine(name, comment, plan.input().pixels(), inputBits, plan.inputFormat().signed() ? 1 : 0,
                plan.output().pixels(), plan.operation().output().format().bits(), window, tag, plan.ranges().size(),
                PackedLiteral.of(firstChannels(), window.channelIndexWidth()),
                memory("counts", decoder.length() + decoder.count(), tables.counts()),
                decoder, weights.wordBits(), tables.words().length(), tables.origins(),
                load.isPresent() ? "" : memory("weights", weights.wordBits(), tables.words()),
                memory("prefixes", decoder.prefixRow(), tables.prefixes()),
                memory("classes", decoder.classRow(), tables.classes()),
                decoder.range() + decoder.code(), codebook.length(), taps.length(), plan.widths().weight(),
                memory("codebook", plan.widths().weight(), codebook), tapFile, tapWidth, plan.tapTable(), tapPadding,
                tapPadding ? "read_padding" : padding.literal(inputBits), plan.lanes(), plan.pairs() ? 1 : 0, accumulator, plan.lanes() * accumulator,
                BiasScale.of(plan.ranges(), plan.output().pixels(), accumulator, memory("biases", accumulator, biases())),
                window.creditWidth(), load.map(region -> new ConvolutionEngine.Load(region.first(), region.unitBits())));
    }

    private String memory(String what, int width, Longs words) {
        MemoryFile file = new MemoryFile(name + "_" + what + ".mem", width, words);
        memories.add(file);
        return file.name();
    }

    private Ints firstChannels() {
        int[] first = new int[plan.ranges().size()];
        for (int range = 1; range < first.length; range++) {
            first[range] = first[range - 1] + plan.ranges().get(range - 1).weights().outputs();
        }
        return Ints.of(first);
    }

    /** The values of every range's codes in the order of their ranks; each range but the last fills a power of two. */
    private Longs codebook() {
        long[] words = new long[plan.codebookWords()];
        for (int range = 0; range < plan.ranges().size(); range++) {
            Ints codes = weights.ranges().get(range).codes();
            Codebook codebook = plan.ranges().get(range).codebook();
            for (int rank = 0; rank < codes.length(); rank++) {
                words[(range << decoder.code()) + rank] = codebook.values().get(codes.get(rank));
            }
        }
        return Longs.of(words);
    }

    private Longs biases() {
        return Longs.of(plan.ranges().stream().flatMapToLong(range -> range.bias().stream()).toArray());
    }

    /** For every position of an output channel, range after range: padding pixel if taps carry it, line-buffer word, ky, kx. */
    private Longs taps(boolean tapPadding) {
        LongStream.Builder taps = LongStream.builder();
        for (Convolution range : plan.ranges()) {
            int kernel = range.window().taps();
            for (int position = 0; position < range.weights().perOutput(); position++) {
                taps.add(tap(range.window(), position / kernel, position % kernel, tapPadding));
            }
        }
        return Longs.of(taps.build().toArray());
    }

    /** A tap of a window that lies within the engine's window: where its padding is less, it begins further inside. */
    private long tap(Window own, int channel, int place, boolean tapPadding) {
        WordPacker tap = new WordPacker();
        if (tapPadding) {
            tap.field(padding.values().get(channel), plan.inputFormat().bits());
        }
        Window all = plan.geometry().window();
        int column = all.padLeft() - own.padLeft() + place % own.kernelWidth();
        boolean pixel = plan.geometry().pixelWords();
        return tap.field((long) channel * window.channelWords() + (pixel ? column : 0), window.wordIndexWidth())
                .field(all.padTop() - own.padTop() + place / own.kernelWidth(), Bits.index(all.kernelHeight()))
                .field(pixel ? 0 : column, window.kxWidth())
                .word();
    }
}
