package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.FixedPoint;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.RandomNetworks;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.network.Window;
import winnow.output.OutputFolder;
import winnow.planner.Planner;

/**
 * Emits designs of small networks that reach every corner of every engine and lints each with {@code verilator -Wall},
 * from its own file list, without a waiver. Set {@code -Dwinnow.lint.designs=FOLDER} to keep the designs, so that
 * {@code sim/lint.sh} can look at them, too.
 */
class EmittedVerilogLintTest {
    private static final int NETWORKS = 40;
    private static final int[] BUDGETS = {6, 12, 40};
    private static final String DIGEST = "0".repeat(64);
    /** What must have been emitted when all is done: else the networks do not cover the engines. */
    private static final List<String> MODULES = List.of("winnow_packed_decoder.v", "winnow_pair_decoder.v",
            "winnow_pool_lanes.v", "winnow_average_requantize.v", "winnow_global_sum.v",
            "winnow_processing_element.v");

    private final List<String> allComplaints = new ArrayList<>();

    @TempDir
    private Path temporary;

    @BeforeAll
    static void findVerilator() {
        Assumptions.assumeTrue(isInstalled(), "SKIPPED: verilator is missing; install it to lint the emitted Verilog");
    }

    @Test
    void randomChainsLintClean() throws Exception {
        Set<String> emitted = new HashSet<>();
        int networks = 0;
        for (long seed = 0; networks < NETWORKS; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            if (isChain(network)) {
                emitted.addAll(lint(network, BUDGETS[networks % BUDGETS.length], "seed" + seed));
                networks++;
            }
        }
        emitted.addAll(lint(globalAverage(false), BUDGETS[0], "global_of_camera"));
        emitted.addAll(lint(globalAverage(true), BUDGETS[0], "global"));
        assertEquals("", String.join("\n", allComplaints));
        List<String> missing = MODULES.stream().filter(module -> !emitted.contains(module)).toList();
        assertEquals(List.of(), missing, "modules that no network made use of");
    }

    /** An average over the whole map, which the random networks do not have, of a camera's pixels or of an engine's. */
    private static IntegerNetwork globalAverage(boolean behindAnEngine) {
        FixedPoint format = new FixedPoint(8, 4, true);
        Tensor input = new Tensor("data", new Shape(3, 5, 5), format);
        List<IntegerLayer> layers = new ArrayList<>();
        if (behindAnEngine) {
            layers.add(new IntegerLayer.MaximumPool(
                    "maximum", input.name(), new Tensor("maxima", input.shape(), format), new Window(3, 3, 1, 1, 1, 1)));
        }
        layers.add(new IntegerLayer.AveragePool("average", behindAnEngine ? "maxima" : input.name(),
                new Tensor("averages", Shape.vector(3), format), new Window(5, 5, 1, 1, 0, 0), Ints.of(2621, 2621, 2621, 2621),
                new Requantization(16, format.minimum(), format.maximum())));
        return new IntegerNetwork("global", input, Ints.of(7, -1, 0), layers);
    }

    private static boolean isChain(IntegerNetwork network) {
        String available = network.input().name();
        for (IntegerLayer layer : network.layers()) {
            if (!layer.inputs().equals(List.of(available))) {
                return false;
            }
            available = layer.output().name();
        }
        return true;
    }

    /** The names of the design's Verilog files. */
    private List<String> lint(IntegerNetwork network, int budget, String name) throws IOException, InterruptedException {
        Path design = folder(name);
        OutputFolder files = new OutputFolder(design, true);
        new Design(Planner.plan(network, budget), "test", DIGEST).addTo(files);
        files.write(Map.of());
        Path rtl = design.resolve("rtl");
        List<Path> lists = list(rtl, ".f");
        assertEquals(1, lists.size(), "one file list");
        String list = lists.get(0).getFileName().toString();
        List<String> command = List.of("verilator", "--lint-only", "-Wall", "--top-module", list.replace(".f", ""), "-f", list);
        String complaints = run(command, rtl);
        if (!complaints.isEmpty()) {
            allComplaints.add("network " + name + " with " + budget + " lanes:\n" + complaints);
        }
        return list(rtl, ".v").stream().map(file -> file.getFileName().toString()).toList();
    }

    private Path folder(String name) throws IOException {
        String kept = System.getProperty("winnow.lint.designs");
        Path folder = (kept == null ? temporary : Path.of(kept)).resolve(name);
        FileUtils.deleteDirectory(folder.toFile());
        return folder;
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("verilator", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the command prints; it must end with exit code 0 if it prints nothing. */
    private static String run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertTrue(code == 0 || !printed.isEmpty(), "verilator ended with exit code " + code);
        return printed;
    }
}
