package winnow.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.planner.Bits;
import winnow.rtl.AverageScale;
import winnow.rtl.BiasScale;
import winnow.rtl.MemoryFile;
import winnow.rtl.WindowFrontEnd;

/** The parts of one engine, collected; the methods are named as the library modules are. */
final class PartList {
    private final String path;
    private final Map<String, MemoryFile> contents;
    private final boolean last;
    private final List<Part> parts = new ArrayList<>();

    /**
     * Begins an engine.
     *
     * @param path     of its instance
     * @param contents of memories, by the file's name
     * @param last     whether it gives the accelerator's output; only there a frame's last beat is marked
     */
    PartList(String path, Map<String, MemoryFile> contents, boolean last) {
        this.path = path;
        this.contents = contents;
        this.last = last;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Logic that is in no library module. */
    void engine(String kind, Object... terms) {
        parts.add(new Part(kind, path, terms(terms), List.of(), List.of()));
    }

    void part(String module, String instance, Object... terms) {
        part(module, instance, List.of(), List.of(), terms);
    }

    void part(String module, String instance, List<Memory> memories, List<Multiplier> multipliers, Object... terms) {
        parts.add(new Part(module, path + "." + instance, terms(terms), memories, multipliers));
    }

    /** Names and numbers in turn. */
    private static Map<String, Double> terms(Object... terms) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < terms.length; i += 2) {
            map.put((String) terms[i], ((Number) terms[i + 1]).doubleValue());
        }
        return map;
    }

    /** A memory that is a library module of its own. */
    private void memory(String module, String instance, int width, int depth, Memory.Kind kind) {
        part(module, instance, List.of(new Memory(path + "." + instance + ".memory", width, depth, kind)), List.of());
    }

    private void constant(String module, String instance, String array, String file, Memory.Kind kind) {
        MemoryFile memory = contents.get(file);
        part(module, instance, List.of(new Memory(path + "." + instance + "." + array, memory.width(),
                memory.words().length(), kind, used(memory), 0)), List.of());
    }

    private static int used(MemoryFile memory) {
        long first = memory.words().get(0);
        long varying = memory.words().stream().reduce(0, (bits, word) -> bits | (word ^ first));
        return Long.bitCount(varying & -1L >>> Long.SIZE - memory.width());
    }

    void ram(String instance, int width, int depth) {
        memory("winnow_ram", instance, width, depth, Memory.Kind.DUAL_PORT);
    }

    void rom(String instance, String file) {
        constant("winnow_rom", instance, "memory", file, Memory.Kind.ROM);
    }

    void table(String instance, String file) {
        constant("winnow_table", instance, "rows", file, Memory.Kind.TABLE);
    }

    void singlePort(String instance, int width, int depth) {
        memory("winnow_single_port_ram", instance, width, depth, Memory.Kind.SINGLE_PORT);
    }

    void fifo(String instance, int width, int addressBits) {
        part("winnow_fifo", instance, "address_bits", addressBits);
        ram(instance + ".u_memory", width, 1 << addressBits);
    }

    /** The FIFO at an engine's output, whose room the engine counts; a word is data and the mark of a frame's last beat. */
    void outputFifo(int dataWidth, int addressBits) {
        part("winnow_fifo counted", "u_output_fifo", "address_bits", addressBits);
        part("winnow_ram", "u_output_fifo.u_memory", List.of(new Memory(path + ".u_output_fifo.u_memory.memory", dataWidth + 1,
                1 << addressBits, Memory.Kind.DUAL_PORT, dataWidth + 1, last ? 0 : 1)), List.of());
    }

    void delay(String instance, int width, int clocks) {
        part("winnow_delay", instance, "bits", width, "register_bits", width * clocks);
    }

    void validDelay(String instance, int clocks) {
        part("winnow_valid_delay", instance, "clocks", clocks);
    }

    /** Row assembler and tile sequencer. */
    void frontEnd(WindowFrontEnd w) {
        if (w.regularRows()) {
            rowCutter(w);
        } else {
            rowPlacer(w);
        }
        part("winnow_tile_sequencer", "u_tile_sequencer",
                "rows_bits", w.rowsWidth(), "y_bits", w.outside() * w.yWidth(), "slot_bits", w.slotWidth(),
                "counter_bits", w.tileIndexWidth() + w.channelIndexWidth() + 2 * Bits.index(w.groups()));
    }

    private void rowCutter(WindowFrontEnd w) {
        int places = w.dueBeat() * w.inputPixels() + w.padLeft();
        int kept = Math.max(1, places - w.inputPixels()) * w.dataWidth();
        List<Memory> memories = w.groupRows() == 1 ? List.of() : List.of(new Memory(
                path + ".u_row_assembler.gen_windows.kept_reg", kept, w.groupRows(), Memory.Kind.ASYNCHRONOUS));
        part("winnow_row_cutter", "u_row_assembler", memories, List.of(),
                "window_bits", places * w.dataWidth(),
                "word_bits", w.groupRows() == 1 ? 0 : w.wordPixels() * w.dataWidth(),
                "padding_bits", (w.padLeft() + w.wordPixels()) * w.dataWidth(),
                "counter_bits", counters(w, w.groupRows()),
                "address_bits", w.addressWidth(),
                "rows_bits", w.rowsWidth(),
                "banks", w.banks() - 1,
                "channel_padding_bits", w.paddingChannels() > 1 ? w.paddingChannels() * w.dataWidth() : 0);
    }

    private void rowPlacer(WindowFrontEnd w) {
        int places = w.wordPixels() + w.inputPixels() - 1;
        int vector = places * w.dataWidth();
        int inner = w.interleaved() != 0 ? w.channels() : w.groupRows();
        part("winnow_row_placer", "u_row_assembler",
                List.of(new Memory(path + ".u_row_assembler.partial", vector, inner,
                        Memory.Kind.ASYNCHRONOUS)), List.of(),
                "vector_bits", vector,
                "insert_bits", w.dataWidth() * insertions(w.inputPixels(), places),
                "decodes", insertions(w.inputPixels(), places),
                "word_bits", w.wordPixels() * w.dataWidth(),
                "counter_bits", counters(w, inner),
                "address_bits", w.addressWidth(),
                "rows_bits", w.rowsWidth(),
                "banks", w.banks(),
                "channel_padding_bits", w.paddingChannels() > 1 ? w.paddingChannels() * w.dataWidth() : 0);
    }

    private static int counters(WindowFrontEnd w, int inner) {
        return Bits.index(w.height()) + Bits.index(w.channels()) + Bits.index(w.columns()) + Bits.index(inner)
                + Bits.index(w.channelWords() + 1L);
    }

    /** Pairs of a beat's pixel and a place in the word that it may go to. */
    private static int insertions(int pixels, int places) {
        return pixels * places - pixels * (pixels - 1) / 2;
    }

    void gate(WindowFrontEnd w, int readDelay) {
        part("winnow_issue_gate", "u_issue_gate", "credit_bits", w.creditWidth());
        validDelay("u_group_read", readDelay);
    }

    void lineBuffer(WindowFrontEnd w) {
        int word = w.wordWidth();
        int slots = w.superrows() * w.strideHeight();
        part("winnow_line_buffer", "u_line_buffer",
                "word_bits", w.banks() * word,
                "rotation_bits", w.banks() * word * (w.banks() - 1),
                "rotation_levels", w.banks() * word * (w.banks() == 1 ? 0 : Bits.index(w.banks())),
                "address_bits", w.banks() * w.addressWidth(),
                "slot_bits", w.banks() * slots,
                "row_bits", w.outside() * w.banks() * w.yWidth(),
                "padding_bits", w.outside() * w.banks() * word,
                "data_bits", w.outside() * w.dataWidth());
        for (int bank = 0; bank < w.banks(); bank++) {
            ram("u_line_buffer.gen_bank[" + bank + "].u_memory", word, slots * w.rowWords());
        }
    }

    void macLanes(WindowFrontEnd w, int dataSigned, int weight, int accumulator, boolean pairs) {
        int lanes = w.rows() * w.tileWidth();
        int operand = w.dataWidth() + 1 - dataSigned;
        int paired = pairs ? lanes / 2 : 0;
        int both = 2 * w.dataWidth() + weight + 1;
        List<Multiplier> multipliers = new ArrayList<>();
        if (paired > 0) {
            multipliers.add(new Multiplier(both, weight, both + weight, paired));
        }
        if (lanes > 2 * paired) {
            multipliers.add(new Multiplier(operand, weight, operand + weight, lanes - 2 * paired));
        }
        part("winnow_mac_lanes", "u_mac_lanes", List.of(), multipliers,
                "accumulator_bits", lanes * accumulator,
                "product_bits", lanes * (operand + weight),
                "pair_bits", paired * (both + weight),
                "pixel_bits", lanes * w.dataWidth(),
                "move_bits", w.rows() * moves(w),
                "weight_bits", weight,
                "lanes", lanes);
    }

    void poolLanes(WindowFrontEnd w, int sum, int accumulator) {
        int lanes = w.rows() * w.tileWidth();
        part(sum != 0 ? "winnow_pool_lanes sum" : "winnow_pool_lanes maximum", "u_pool_lanes",
                "accumulator_bits", lanes * accumulator,
                "pixel_bits", lanes * w.dataWidth(),
                "move_bits", w.rows() * moves(w));
    }

    /** Bits that the steps of a shifter choose whose output is the lanes' pixels. */
    private static int moves(WindowFrontEnd w) {
        int bits = 0;
        int kernel = w.wordKernelWidth();
        int reach = (w.tileWidth() - 1) * w.strideWidth() + 1;
        for (int level = kernel == 1 ? -1 : Bits.index(kernel) - 1, above = reach; level >= 0; level--) {
            bits += Math.min(above, w.wordPixels());
            above += 1 << level;
        }
        return bits * w.dataWidth();
    }

    void writeOut(WindowFrontEnd w, int width) {
        int places = w.rows() * w.tileBeats() * w.outputPixels();
        part("winnow_write_out", "u_write_out",
                "place_bits", places * width,
                "beat_bits", w.outputPixels() * width,
                "row_bits", w.outputPixels() * width * (w.rows() - 1),
                "shift_bits", (places - w.outputPixels()) * width,
                "counter_bits", Bits.index(w.groups()) + w.channelIndexWidth() + w.tileIndexWidth() + Bits.index(w.rows())
                        + Bits.index(w.tileBeats()));
    }

    void biasScale(String instance, BiasScale q) {
        biasScale(instance, q.pixels(), q.width(), q.outputWidth(), q.ranges(), q.channelWidth(), q.file());
    }

    void biasScale(String instance, int pixels, int width, int output, int ranges, int channelBits, String file) {
        part("winnow_bias_requantize", instance,
                "sum_bits", pixels * width,
                "result_bits", pixels * output,
                "range_bits", (ranges - 1) * pixels * width,
                "channel_bits", (ranges - 1) * channelBits);
        rom(instance + ".u_biases", file);
    }

    void averageScale(AverageScale a) {
        int operand = a.sumWidth() + 1 - a.dataSigned();
        int product = operand + a.reciprocalWidth() + 1;
        part("winnow_average_requantize", "u_requantize", List.of(), reciprocals(a, operand, product),
                "product_bits", a.pixels() * product,
                "result_bits", a.pixels() * a.outputWidth());
    }

    /** A multiplication by a lone power of two is none. */
    private static List<Multiplier> reciprocals(AverageScale a, int operand, int product) {
        int all = a.reciprocal() | a.reciprocalRight() | a.reciprocalBottom() | a.reciprocalCorner();
        boolean lone = a.reciprocal() == a.reciprocalRight() && a.reciprocal() == a.reciprocalBottom()
                && a.reciprocal() == a.reciprocalCorner();
        if (lone && Integer.bitCount(all) == 1) {
            return List.of();
        }
        int zeros = Integer.numberOfTrailingZeros(all);
        return List.of(new Multiplier(operand, a.reciprocalWidth() + 1 - zeros, product - zeros, a.pixels()));
    }
}
