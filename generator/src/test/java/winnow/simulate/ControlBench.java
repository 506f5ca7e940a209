package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import winnow.emit.Design;
import winnow.golden.GoldenModel;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.Tensor;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;

/** {@code sim/control_bench.cpp} around a design with the AXI shell, its emitted C driver compiled in unchanged. */
final class ControlBench {
    static final String DIGEST = "00112233445566778899aabbccddeeff0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String VERSION = "12.34.56";

    private final Path folder;
    private final Plan plan;
    private final GoldenModel golden;
    private final List<String> frames = new ArrayList<>();

    ControlBench(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
        this.golden = new GoldenModel(plan.network());
    }

    Path design() {
        return folder.resolve("design");
    }

    /** Writes the design and builds the bench. */
    void build(String network) throws IOException {
        new Design(plan, VERSION, DIGEST).withAxi().addTo(new OutputFolder(design(), false)).write(Map.of());
        Path software = design().resolve("software");
        String prefix = network.toUpperCase(Locale.ROOT);
        int bits = plan.input().pixels() * laneBytes(plan.network().input().format()) * 8;
        Files.writeString(folder.resolve("design.h"), "#include \"" + network + "_registers.h\"\n#define DIGEST " + prefix
                + "_MODEL_DIGEST\n#define OUTPUT_BEATS " + prefix + "_OUTPUT_BEATS\n#define INPUT_DATA_BITS " + bits + "\n");
        Files.copy(Path.of("sim/control_bench.cpp"), folder.resolve("control_bench.cpp"), StandardCopyOption.REPLACE_EXISTING);
        succeed(folder, List.of("gcc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-ffreestanding",
                "-DWINNOW_EXTERNAL_MMIO", "-c", software.resolve("winnow_driver.c").toString(), "-o", "winnow_driver.o"));
        List<String> command = new ArrayList<>(List.of(Tools.verilatorCommand(), "--cc", "--exe", "--build", "-j", "2", "-O3",
                "--x-assign", "fast", "--x-initial", "unique", "-Wno-fatal", "--prefix", "Vcontrol", "--top-module",
                network + "_axi", "--Mdir", folder.resolve("build").toString(), "-CFLAGS",
                "-O1 -Wall -Werror=return-type -DWINNOW_EXTERNAL_MMIO -I" + software + " -I" + folder));
        for (String file : Files.readAllLines(design().resolve("rtl/" + network + "_axi.f"))) {
            command.add(design().resolve("rtl").resolve(file).toString());
        }
        command.addAll(List.of(folder.resolve("control_bench.cpp").toString(), folder.resolve("winnow_driver.o").toString()));
        succeed(folder, command);
    }

    private static void succeed(Path folder, List<String> command) throws IOException {
        Tools.Run run = Tools.run(folder, command);
        assertEquals(0, run.code(), run.text());
    }

    /**
     * Adds a frame that the scenarios may send, with the results that the golden model has for it.
     *
     * @param beats how many are sent: what is missing counts as 0, what is too much not at all
     */
    void addFrame(IntTensor image, int beats) {
        int[] order = plan.input().positions();
        int[] received = new int[image.values().length];
        int pixels = plan.input().pixels();
        List<String> lines = new ArrayList<>();
        for (int beat = 0; beat < beats; beat++) {
            int[] values = new int[pixels];
            for (int pixel = 0; pixel < pixels; pixel++) {
                int place = order[beat % plan.input().beats() * pixels + pixel];
                values[pixel] = place == StreamOrder.NONE ? 0x5a : image.values()[place];
                if (place != StreamOrder.NONE && beat < plan.input().beats()) {
                    received[place] = image.values()[place];
                }
            }
            lines.add(lanes(values, plan.network().input().format()));
        }
        List<String> results = results(golden.infer(new IntTensor(plan.network().input().shape(), received)));
        String kind = beats < plan.input().beats() ? "short" : beats > plan.input().beats() ? "long" : "whole";
        frames.add("frame " + kind + " " + beats + " " + results.size());
        frames.addAll(lines);
        frames.addAll(results);
    }

    /** Data and keep of the beats of a result. */
    private List<String> results(IntTensor output) {
        Tensor tensor = plan.network().output();
        StreamOrder order = plan.engines().get(plan.engines().size() - 1).output();
        int[] positions = order.positions();
        List<String> lines = new ArrayList<>();
        for (int beat = 0; beat < order.beats(); beat++) {
            int[] values = new int[order.pixels()];
            long keep = 0;
            for (int pixel = 0; pixel < values.length; pixel++) {
                int place = positions[beat * values.length + pixel];
                if (place != StreamOrder.NONE) {
                    values[pixel] = output.values()[place];
                    int bytes = laneBytes(tensor.format());
                    keep |= (1L << bytes) - 1 << bytes * pixel;
                }
            }
            lines.add(lanes(values, tensor.format()) + " " + Long.toHexString(keep));
        }
        return lines;
    }

    private static int laneBytes(FixedPoint format) {
        return format.bits() <= 8 ? 1 : 2;
    }

    /** Values in lanes of whole bytes, the first in the low bits, with their signs. */
    private static String lanes(int[] values, FixedPoint format) {
        int bits = 8 * laneBytes(format);
        long data = 0;
        for (int i = 0; i < values.length; i++) {
            data |= (values[i] & (1L << bits) - 1) << bits * i;
        }
        return Long.toHexString(data);
    }

    /** What a scenario prints. */
    String run(String scenario, long seed) throws IOException {
        Tools.Run run = Tools.run(folder, command(scenario, seed));
        return run.code() == 0 || run.text().contains("FAIL") ? run.text() : "exit code " + run.code() + ": " + run.text();
    }

    /** The command that runs a scenario in the bench's folder. */
    List<String> command(String scenario, long seed) throws IOException {
        Files.write(folder.resolve("frames.txt"), frames);
        try (Stream<Path> files = Files.list(design().resolve("rtl"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".mem")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return List.of(folder.resolve("build/Vcontrol").toString(), scenario, Long.toString(seed));
    }
}
