package winnow.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.encode.PackedWeights;
import winnow.network.Ints;
import winnow.network.SparseWeights;
import winnow.planner.DecoderWidths;
import winnow.simulate.Tools;

/** {@code winnow_packed_decoder} by itself: {@code sim/packed_decoder_bench.v} in Icarus Verilog. */
class PackedDecoderTest {
    @TempDir
    private Path folder;

    private final List<String> jobs = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private List<SparseWeights> ranges;
    private PackedWeights packed;

    @BeforeEach
    void requireIcarus() {
        Tools.require("iverilog", "-V");
        Tools.require("vvp", "-V");
    }

    /** At full speed there must be a step in every clock; with stalls every step must be right and stay. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void randomRangesAndJobsDecodeWithoutAPause(long seed) throws IOException {
        Random random = new Random(seed);
        List<SparseWeights> weights = new ArrayList<>();
        for (int range = random.nextInt(3); range >= 0; range--) {
            weights.add(randomWeights(random));
        }
        offerChannels(weights, random);
        assertEquals("PASS " + steps.size() + " steps\n", simulate(0));
        assertEquals("PASS " + steps.size() + " steps\n", simulate(1));
    }

    /**
     * What consumes words fastest: entries that are all as long as a word, in channels of one or two, and of two entries in
     * two words, of which the second begins in the first.
     */
    @Test
    void aWordAClockIsEnough() throws IOException {
        int inputs = 4096;
        List<Integer> positions = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        Random random = new Random(7);
        for (int output = 0; output < 300; output++) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                positions.add(output * inputs + 4095 - 1300 * i - random.nextInt(1000));
                codes.add(random.nextInt(256));
            }
        }
        SparseWeights weights = new SparseWeights(300, inputs, 1, 1, ints(positions), ints(codes), 4);
        offerChannels(List.of(weights), random);
        assertTrue(packed.contents().length() > 0.9 * positions.size(), packed.contents().length() + " words");
        assertEquals("PASS " + steps.size() + " steps\n", simulate(0));
    }

    @Test
    void theBenchNoticesAWrongPosition() throws IOException {
        offerChannels(List.of(randomWeights(new Random(3))), new Random(3));
        int wrong = steps.size() / 2;
        String step = steps.get(wrong);
        steps.set(wrong, step.substring(0, 15) + (step.charAt(15) == '0' ? '1' : '0') + step.substring(16));
        assertTrue(simulate(0).contains("step " + wrong + "\n"));
    }

    private static Ints ints(List<Integer> values) {
        return Ints.of(values.stream().mapToInt(value -> value).toArray());
    }

    private static SparseWeights randomWeights(Random random) {
        int outputs = 1 + random.nextInt(40);
        int inputs = random.nextInt(3) == 0 ? 1 + random.nextInt(3000) : 1 + random.nextInt(40);
        int codes = List.of(1, 2, 30, 256).get(random.nextInt(4));
        double density = Math.min(1, List.of(0.0, 1.0 / inputs, 2.0 / inputs, 0.05, 0.4, 1.0).get(random.nextInt(6)));
        int[] positions = IntStream.range(0, outputs * inputs).filter(i -> random.nextDouble() < density).limit(8000).toArray();
        int[] values = Arrays.stream(positions).map(i -> (int) (codes * Math.pow(random.nextDouble(), 3))).toArray();
        return new SparseWeights(outputs, inputs, 1, 1, Ints.of(positions), Ints.of(values), 4);
    }

    /** Jobs as an engine makes them: row group, channel, column tile. */
    private void offerChannels(List<SparseWeights> weights, Random random) {
        ranges = weights;
        packed = PackedWeights.of(weights);
        int tiles = 1 + random.nextInt(2);
        for (int group = 0; group < 2; group++) {
            int channel = 0;
            int start = 0;
            for (int range = 0; range < ranges.size(); range++) {
                for (int output = 0; output < ranges.get(range).outputs(); output++, channel++) {
                    for (int tile = 0; tile < tiles; tile++) {
                        offer(range, output, channel, start);
                    }
                    start += packed.words().get(channel);
                }
            }
        }
    }

    private void offer(int range, int output, int channel, int start) {
        int tag = jobs.size() & 0xffff;
        int entries = packed.entries().get(channel);
        jobs.add(String.format("%08x%08x%08x%08x", start, entries, range, tag));
        SparseWeights weights = ranges.get(range);
        int first = weights.outputStarts()[output];
        int base = IntStream.range(0, range).map(i -> ranges.get(i).perOutput()).sum() - output * weights.perOutput();
        for (int i = 0; i < entries; i++) {
            int code = weights.codes().get(first + i);
            step(i == entries - 1 ? 2 : 0, base + weights.positions().get(first + i),
                    range << widths().code() | rank(range, code), tag);
        }
        if (entries == 0) {
            step(7, 0, 0, tag);
        }
    }

    private int rank(int range, int code) {
        Ints codes = packed.ranges().get(range).codes();
        return IntStream.range(0, codes.length()).filter(rank -> codes.get(rank) == code).findFirst().orElseThrow();
    }

    private void step(int flags, int position, int code, int tag) {
        steps.add(String.format("%08x%08x%08x%08x", flags, position, code, tag));
    }

    private DecoderWidths widths() {
        return DecoderWidths.of(packed, positions());
    }

    private Ints positions() {
        return Ints.of(ranges.stream().mapToInt(SparseWeights::perOutput).toArray());
    }

    private String simulate(int stall) throws IOException {
        DecoderWidths widths = widths();
        PackedTables tables = new PackedTables(packed, positions(), widths);
        write(new MemoryFile("words.mem", packed.wordBits(), tables.words()));
        write(new MemoryFile("prefixes.mem", widths.prefixRow(), tables.prefixes()));
        write(new MemoryFile("classes.mem", widths.classRow(), tables.classes()));
        Files.write(folder.resolve("jobs.hex"), jobs);
        Files.write(folder.resolve("steps.hex"), steps);
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("JOBS", jobs.size(), "STEPS", steps.size(), "STALL", stall,
                "WORD_WIDTH", packed.wordBits(), "WORDS", tables.words().length(), "RANGES", ranges.size(),
                "ORIGINS", tables.origins()));
        parameters.putAll(Map.of("START_WIDTH", widths.start(), "COUNT_WIDTH", widths.count(),
                "RANGE_WIDTH", widths.range(), "ENTRY_WIDTH", widths.entry(), "PREFIX_WIDTH", widths.prefix()));
        parameters.putAll(Map.of("CLASS_WIDTH", widths.classNumber(), "SIZE_WIDTH", widths.size(), "CODE_WIDTH", widths.code(),
                "SKIP_WIDTH", widths.skip(), "POSITION_WIDTH", widths.position()));
        List<String> command = new ArrayList<>(List.of("iverilog", "-g2005", "-s", "packed_decoder_bench", "-o", "bench.vvp",
                "-y", Path.of("rtl-templates/lib").toAbsolutePath().toString(),
                Path.of("sim/packed_decoder_bench.v").toAbsolutePath().toString()));
        parameters.forEach((name, value) -> command.add("-Ppacked_decoder_bench." + name + "=" + value));
        Tools.Run build = Tools.run(folder, command);
        assertEquals(0, build.code(), build.text());
        return Tools.run(folder, List.of("vvp", "-n", "bench.vvp")).text();
    }

    private void write(MemoryFile file) throws IOException {
        Files.write(folder.resolve(file.name()), file.bytes());
    }
}
