package winnow.simulate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.Ints;
import winnow.network.Longs;
import winnow.network.Requantization;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Tensor;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;

/**
 * The AXI shell around streams of several values a beat, of widths that fill no byte: six inputs of 5 bits, the last beat of a
 * frame short, and four outputs of 11 bits and a sign, the last beat of three.
 */
class AxiWideStreamsTest {
    private static final int INPUTS = 32;
    private static final int OUTPUTS = 11;

    @TempDir
    private static Path folder;

    private static ControlBench bench;

    @BeforeAll
    static void build() throws IOException {
        Tools.verilator();
        IntegerNetwork network = network(new Random(7));
        Plan plan = Planner.plan(network, PlanOptions.budget(4).withInputPixels(6).withOutputPixels(4));
        bench = new ControlBench(folder, plan);
        bench.build("wide");
        int beats = plan.input().beats();
        for (int length : List.of(beats, beats, beats, beats, beats, beats, beats - 1, 1, beats + 1, 4 * beats + 3)) {
            bench.addFrame(new IntTensor(network.input().shape(), new Random(length).ints(INPUTS, 0, 32).toArray()), length);
        }
    }

    private static IntegerNetwork network(Random random) {
        Tensor input = new Tensor("data", new Shape(1, 1, INPUTS), new FixedPoint(5, 0, false));
        Tensor output = new Tensor("scores", Shape.vector(OUTPUTS), new FixedPoint(11, 0, true));
        int[] positions = IntStream.range(0, INPUTS * OUTPUTS).filter(i -> random.nextInt(2) == 0).toArray();
        int[] codes = IntStream.of(positions).map(i -> 1 + random.nextInt(3)).toArray();
        return new IntegerNetwork("wide", input, Ints.of(0), List.of(new IntegerLayer.FullyConnected("pick", "data", output,
                new SparseWeights(OUTPUTS, INPUTS, 1, 1, Ints.of(positions), Ints.of(codes), 2),
                new Codebook(Ints.of(0, -100, 37, 90), 8, 2, 0), Longs.of(random.longs(OUTPUTS, -500, 500).toArray()),
                new Requantization(2, -1024, 1023))));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"scores, 1", "scores, 2", "lengths, 1", "reset, 1", "runs, 1"})
    void everyLaneAndByteIsRight(String scenario, long seed) throws IOException {
        String text = bench.run(scenario, seed);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("PASS ")), text);
    }
}
