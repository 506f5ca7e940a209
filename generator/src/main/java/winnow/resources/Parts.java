package winnow.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.planner.Bits;
import winnow.rtl.Accelerator;
import winnow.rtl.AdditionEngine;
import winnow.rtl.ConcatenationEngine;
import winnow.rtl.ConvolutionEngine;
import winnow.rtl.FullyConnectedEngine;
import winnow.rtl.GlobalAverageEngine;
import winnow.rtl.JoinInput;
import winnow.rtl.MemoryFile;
import winnow.rtl.OutputModule;
import winnow.rtl.PoolEngine;
import winnow.rtl.Rtl;

/**
 * Takes a design apart, engine by engine. What it says about the library modules follows their Verilog: a change there of
 * memories, multipliers or parameters is to be followed here, and in {@link PartList}, and nowhere else.
 */
public final class Parts {
    /** What is beside the engines: frame guard and forks. */
    public static final String REST = "top";

    private final Map<String, MemoryFile> contents;

    private Parts(Rtl rtl) {
        this.contents = rtl.memories().stream().collect(Collectors.toMap(MemoryFile::name, Function.identity()));
    }

    /** The parts of every engine by the name of its stream, in the order of the streams, then those of the rest. */
    public static Map<String, List<Part>> of(Rtl rtl) {
        return new Parts(rtl).collect(rtl);
    }

    private Map<String, List<Part>> collect(Rtl rtl) {
        Map<String, List<Part>> all = new LinkedHashMap<>();
        for (int i = 0; i < rtl.streams().size(); i++) {
            String stream = rtl.streams().get(i);
            all.put(stream, engine(rtl.modules().get(i),
                    new PartList("u_" + stream, contents, i == rtl.streams().size() - 1)));
        }
        all.put(REST, rest((Accelerator) rtl.modules().get(rtl.modules().size() - 1)));
        return all;
    }

    private static List<Part> rest(Accelerator top) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("winnow_frame_guard", "u_frame_guard",
                Map.of("data_bits", (double) top.inputWidth(), "counter_bits", (double) Bits.index(top.inputBeats())),
                List.of(), List.of()));
        top.inputFork().ifPresent(fork -> parts.add(fork(fork)));
        top.stages().forEach(stage -> stage.fork().ifPresent(fork -> parts.add(fork(fork))));
        return parts;
    }

    private static Part fork(Accelerator.Fork fork) {
        return new Part("winnow_fork", "u_" + fork.stream() + "__fork", Map.of("branches", (double) fork.branches()), List.of(),
                List.of());
    }

    private static List<Part> engine(OutputModule module, PartList parts) {
        if (module instanceof ConvolutionEngine engine) {
            convolution(engine, parts);
        } else if (module instanceof PoolEngine engine) {
            pool(engine, parts);
        } else if (module instanceof FullyConnectedEngine engine) {
            fullyConnected(engine, parts);
        } else if (module instanceof GlobalAverageEngine engine) {
            globalAverage(engine, parts);
        } else if (module instanceof AdditionEngine engine) {
            addition(engine, parts);
        } else if (module instanceof ConcatenationEngine engine) {
            concatenation(engine, parts);
        } else {
            throw new IllegalArgumentException(module.name() + " is no engine");
        }
        return parts.parts();
    }

    private static void convolution(ConvolutionEngine m, PartList parts) {
        parts.engine("convolution engine",
                "read_bits", 2 * m.window().slotWidth() + 2 * m.window().outside() * m.window().yWidth() + m.window().tileIndexWidth()
                        + m.window().kyWidth() + m.window().addressWidth() + (m.tapPadding() ? m.inputWidth() : 0),
                "sum_bits", m.window().addressWidth());
        parts.frontEnd(m.window());
        parts.part("winnow_weight_pointer", "u_weight_pointer", "tag_bits", m.tagWidth(), "start_bits", m.decoder().start(),
                "range_bits", (m.ranges() - 1) * m.window().channelIndexWidth());
        parts.rom("u_weight_pointer.u_counts", m.countFile());
        decoder(m, parts);
        parts.gate(m.window(), 6);
        parts.part("winnow_weight_lookup", "u_weight_lookup", "weight_bits", m.weightWidth());
        parts.rom("u_weight_lookup.u_codebook", m.codebookFile());
        if (m.tapTable()) {
            parts.rom("u_taps.u_table", m.tapFile());
        } else {
            parts.part("winnow_tap_fields", "u_taps",
                    "field_bits", m.window().wordIndexWidth() + m.window().kyWidth() + m.window().kxWidth());
        }
        parts.validDelay("u_read_valid", 2);
        parts.lineBuffer(m.window());
        parts.delay("u_words_last", 1, 5);
        parts.delay("u_words_weight", m.window().kxWidth() + m.weightWidth(), 4);
        parts.macLanes(m.window(), m.inputSigned(), m.weightWidth(), m.accumulatorWidth(), m.pairs() != 0);
        parts.writeOut(m.window(), m.accumulatorWidth());
        parts.biasScale("u_requantize", m.scale());
        parts.outputFifo(m.outputPixels() * m.outputWidth(), m.creditWidth() - 1);
    }

    private static void decoder(ConvolutionEngine m, PartList parts) {
        var d = m.decoder();
        int word = m.wordWidth();
        int offset = word == 1 ? 1 : Bits.index(word);
        parts.part("winnow_packed_decoder", "u_decoder",
                "word_bits", word,
                "align_bits", d.entry() * offset,
                "entry_bits", d.entry(),
                "field_bits", d.code() * 4 + d.skip() * 4,
                "tag_bits", m.tagWidth() + d.count() + d.range(),
                "count_bits", d.count() + d.length() + d.start(),
                "offset_bits", offset,
                "position_bits", d.position(),
                "load_bits", m.load().isPresent() ? word : 0);
        if (m.load().isPresent()) {
            for (int unit = 0; unit < word / 16; unit++) {
                parts.singlePort("u_decoder.u_words.gen_loaded.gen_unit[" + unit + "].u_memory", 16, m.words());
            }
        } else {
            parts.rom("u_decoder.u_words.gen_fixed.u_memory", m.weightFile());
        }
        parts.table("u_decoder.u_prefixes", m.prefixFile());
        parts.table("u_decoder.u_classes", m.classFile());
    }

    private static void pool(PoolEngine m, PartList parts) {
        parts.engine("pool engine", "address_bits", m.window().addressWidth());
        parts.frontEnd(m.window());
        parts.part("winnow_window_scanner", "u_window_scanner", "tag_bits", m.tagWidth(),
                "tap_bits", m.window().kyWidth() + m.window().kxWidth());
        parts.gate(m.window(), 4);
        parts.lineBuffer(m.window());
        parts.delay("u_words_flags", 2 + m.window().kxWidth(), 3);
        parts.poolLanes(m.window(), m.sum(), m.accumulatorWidth());
        parts.writeOut(m.window(), m.accumulatorWidth());
        m.average().ifPresent(parts::averageScale);
        parts.outputFifo(m.outputPixels() * m.outputWidth(), m.creditWidth() - 1);
    }

    private static void globalAverage(GlobalAverageEngine m, PartList parts) {
        parts.part("winnow_global_sum", "u_global_sum",
                "beat_bits", m.inputPixels() * m.sumWidth(),
                "sum_bits", m.sumWidth(),
                "channel_bits", m.channelWidth(),
                "counter_bits", Bits.index(m.height()) + Bits.index(m.columns()));
        parts.ram("u_global_sum.u_sums", m.sumWidth(), m.channels());
        parts.averageScale(m.average());
        parts.outputFifo(m.outputPixels() * m.outputWidth(), m.creditWidth() - 1);
    }

    private static void addition(AdditionEngine m, PartList parts) {
        for (JoinInput input : m.inputs()) {
            parts.part("winnow_align", "u_align_" + input.number());
        }
        parts.part("winnow_add", "u_add",
                "sum_bits", m.outputPixels() * m.sumWidth() * (m.inputCount() - 1),
                "result_bits", m.outputPixels() * m.outputWidth(),
                "counter_bits", Bits.index(m.beats()));
        parts.outputFifo(m.outputPixels() * m.outputWidth(), m.creditWidth() - 1);
    }

    private static void concatenation(ConcatenationEngine m, PartList parts) {
        parts.part("winnow_concatenate", "u_concatenate",
                "data_bits", m.outputPixels() * m.outputWidth(),
                "choice_bits", m.outputPixels() * m.outputWidth() * m.inputCount(),
                "counter_bits", m.countWidth() + Bits.index(m.rows()));
        parts.outputFifo(m.outputPixels() * m.outputWidth(), m.creditWidth() - 1);
    }

    private static void fullyConnected(FullyConnectedEngine m, PartList parts) {
        parts.engine("fully-connected engine");
        gather(parts, "u_input_gather", m.inputPixels() * m.inputWidth(), m.wideBeats(), m.inputBeats());
        for (FullyConnectedEngine.Group group : m.groups()) {
            group(m, group, parts);
        }
        for (FullyConnectedEngine.Part element : m.parts()) {
            parts.rom("u_tables_" + element.number() + ".u_blocks", element.blockFile());
            parts.rom("u_tables_" + element.number() + ".u_words", element.wordFile());
        }
        parts.part("winnow_drain", "u_drain", "elements", m.elements(), "row_bits", m.rowWidth(),
                "beat_bits", m.outputBeatWidth(), "delay_bits", m.outputBeatWidth() * m.drainClocks());
        for (FullyConnectedEngine.Lane lane : m.lanes()) {
            for (FullyConnectedEngine.Reader reader : lane.readers()) {
                String instance = "u_reader_" + lane.number() + "_" + reader.group();
                parts.part("winnow_drain_lane", instance, "value_bits", m.accumulatorWidth(),
                        "choice_bits", m.accumulatorWidth() * (m.laneElements() - 1), "row_bits", m.rowWidth(),
                        "element_bits", m.laneElementWidth(), "elements", m.laneElements());
                parts.rom(instance + ".u_order", reader.orderFile());
            }
            parts.part("winnow_sum", "u_sum_" + lane.number(), "sum_bits", m.accumulatorWidth() * (m.groupCount() - 1));
            parts.biasScale("u_requantize_" + lane.number(), 1, m.accumulatorWidth(), m.outputWidth(), 1, m.outputBeatWidth(),
                    lane.biasFile());
        }
        parts.fifo("u_output_fifo", m.laneCount() * m.outputWidth(), m.creditWidth() - 1);
        gather(parts, "u_output_gather", m.laneCount() * m.outputWidth(), m.outputGather(), m.outputBeats());
    }

    private static void gather(PartList parts, String instance, int width, int count, int beats) {
        parts.part("winnow_beat_gather", instance, "held_bits", width * (count - 1),
                "counter_bits", Bits.index(beats) + (count > 1 ? Bits.index(count) : 0));
    }

    private static void group(FullyConnectedEngine m, FullyConnectedEngine.Group group, PartList parts) {
        String instance = "u_group_" + group.number();
        parts.part("winnow_column_group", instance,
                "value_bits", m.groupValues() * m.inputWidth(),
                "values", m.groupValues(),
                "column_bits", m.columnWidth(),
                "data_bits", m.inputWidth(),
                "elements", m.groupElements());
        parts.fifo(instance + ".u_beats", 1 + m.groupValues() * m.inputWidth(), m.beatAddressWidth());
        for (int element = 0; element < m.groupElements(); element++) {
            element(m, instance + ".gen_element[" + element + "].u_element", parts);
        }
    }

    private static void element(FullyConnectedEngine m, String instance, PartList parts) {
        int operand = m.inputWidth() + 1 - m.inputSigned();
        int product = operand + m.weightWidth();
        parts.part("winnow_processing_element", instance, List.of(),
                List.of(new Multiplier(operand, m.weightWidth(), product, 1)),
                "accumulator_bits", m.accumulatorWidth(),
                "product_bits", product,
                "word_bits", m.wordWidth(),
                "row_bits", m.rowWidth(),
                "start_bits", m.startWidth(),
                "count_bits", m.countWidth(),
                "data_bits", m.inputWidth(),
                "queue_bits", m.queueAddressWidth());
        parts.fifo(instance + ".u_queue", 1 + m.inputWidth() + m.startWidth() + m.countWidth(), m.queueAddressWidth());
        parts.rom(instance + ".u_codebook", m.codebookFile());
        for (int bank = 0; bank < 2; bank++) {
            parts.ram(instance + ".gen_bank[" + bank + "].u_accumulators", m.accumulatorWidth(), m.rows());
        }
    }
}
