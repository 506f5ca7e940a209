package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.LabelReader;
import winnow.reader.ModelForm;
import winnow.registers.ParsedHeader;

/** The emitted C driver runs LeNet-5 on real digits through the emitted AXI shell, in Verilator. */
class AxiControlTest {
    private static final Path MODEL = Path.of("models/lenet5");
    private static final int FRAMES = 6;

    @TempDir
    private static Path folder;

    private static ControlBench bench;

    @BeforeAll
    static void build() throws IOException {
        Tools.verilator();
        IntegerNetwork network = ModelForm.read(MODEL);
        Plan plan = Planner.plan(network, 50);
        bench = new ControlBench(folder, plan);
        bench.build("lenet");
        Images digits = ImageReader.open(MODEL.resolve("samples-images-idx3-ubyte"), network.input().shape());
        int beats = plan.input().beats();
        for (int number = 0; number < FRAMES; number++) {
            bench.addFrame(digits.image(number), beats);
        }
        bench.addFrame(digits.image(FRAMES), beats - 300);
        bench.addFrame(digits.image(FRAMES), 1);
        bench.addFrame(digits.image(FRAMES + 1), beats + 1);
        bench.addFrame(digits.image(FRAMES + 1), 2 * beats + 100);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"identity, 1", "scores, 1", "scores, 2", "lengths, 1", "reset, 1", "reset, 2", "interrupts, 1", "watchdog, 1",
        "runs, 1", "registers, 1"})
    void theDriverRunsOnTheHardware(String scenario, long seed) throws IOException {
        String text = bench.run(scenario, seed);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("PASS ")), text);
    }

    /** Offsets, constants and writable bits that the emitted header names are those that the hardware has, and no others. */
    @Test
    void theHardwareHasTheRegistersOfTheHeader() throws IOException {
        Path software = bench.design().resolve("software");
        ParsedHeader header = ParsedHeader.of(software.resolve("winnow_registers.h"));
        String text = bench.run("registers", 2);
        Map<Long, Long> read = new TreeMap<>();
        Matcher address = Pattern.compile("address (\\w+) read (\\d) (\\w+) write (\\d)").matcher(text);
        int addresses = 0;
        for (; address.find(); addresses++) {
            if (address.group(2).equals("0")) {
                read.put(Long.parseLong(address.group(1), 16), Long.parseLong(address.group(3), 16));
            }
        }
        assertEquals(header.numbers().get("WINNOW_MAP_BYTES") / 4, addresses);
        assertEquals(new TreeSet<>(header.offsets().values()), read.keySet());
        ParsedHeader design = ParsedHeader.of(software.resolve("lenet_registers.h"));
        int constants = 0;
        for (Map.Entry<String, Long> offset : header.offsets().entrySet()) {
            for (Map.Entry<String, Long> mask : header.masksOf(offset.getKey()).entrySet()) {
                String field = mask.getKey().replaceAll("_VALUE$", "");
                Long constant = design.numbers().get("LENET_" + field);
                if (constant != null) {
                    long value = read.get(offset.getValue()) & mask.getValue();
                    assertEquals(constant, value >> Long.numberOfTrailingZeros(mask.getValue()), field);
                    constants++;
                }
            }
        }
        assertEquals(design.numbers().size(), constants);
        Matcher writable = Pattern.compile("mask (\\w+) (\\w+)").matcher(text);
        int masks = 0;
        for (; writable.find(); masks++) {
            long offset = Long.parseLong(writable.group(1), 16);
            String register = header.offsets().entrySet().stream().filter(entry -> entry.getValue() == offset).findFirst()
                    .orElseThrow().getKey();
            assertEquals(header.masksOf(register).values().stream().mapToLong(Long::longValue).sum(),
                    Long.parseLong(writable.group(2), 16), register);
        }
        assertEquals(3, masks);
    }

    /** The emitted PYNQ example, unchanged, with the simulation in place of PYNQ. */
    @Test
    void theExampleInPythonClassifiesDigits() throws IOException {
        Tools.require("python3", "--version");
        byte[] samples = Files.readAllBytes(MODEL.resolve("samples-images-idx3-ubyte"));
        byte[] some = Arrays.copyOf(samples, 16 + FRAMES * 784);
        some[7] = FRAMES;
        Path images = Files.write(folder.resolve("digits-idx3-ubyte"), some);
        Tools.Run run = Tools.run(folder, List.of("env", "PYTHONPATH=" + Path.of("generator/src/test/resources/pynq").toAbsolutePath(),
                "PYTHONDONTWRITEBYTECODE=1", "WINNOW_BENCH=" + String.join("\n", bench.command("serve", 1)), "python3",
                bench.design().resolve("software/pynq_example.py").toString(), "design.bit", images.toString()));
        assertEquals(0, run.code(), run.text());
        Ints labels = LabelReader.read(MODEL.resolve("samples-labels-idx1-ubyte"));
        for (int number = 0; number < FRAMES; number++) {
            assertTrue(run.text().contains("image " + number + ": class " + labels.get(number) + ", scores ["), run.text());
        }
        assertTrue(run.text().matches("(?s).*\nframes_in +" + FRAMES + "\nframes_out +" + FRAMES + "\n.*"), run.text());
    }

    @Test
    void comparesEveryScore() throws IOException {
        // 1 and FRAMES frames of ten scores
        assertEquals("PASS " + 10 * (1 + FRAMES) + " output beats", bench.run("scores", 3).strip());
    }
}
