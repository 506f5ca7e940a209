package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;

/** Files with random damage are read or refused; nothing else comes out of the reader. */
class MutatedModelsTest {
    private static final int RUNS = 6000;

    @TempDir
    private Path folder;

    /** A little of every operator. */
    private static byte[] valid() {
        return new TestModel(13).input(2, 6, 6).weights("w", 2, 1, 2, 2).weights("b", 2).weights("s", 2, 1, 1).positive("v", 2)
                .integers("p", 0, 0, 1, 0, 0, 0, 0, 1).integers("r", 0, -1).integers("a", 2, 3).floats("k", new int[0], 6)
                .node("Pad", "t1", "x p").node("Conv", "t2", "t1 w b", is("group", 2), are("strides", 2, 2), are("dilations", 2,
                1), are("pads", 1, 0, 1, 1))
                .node("BatchNormalization", "t3", "t2 b b b v").node("Clip", "t4", "t3 - k").node("Mul", "t5", "t4 s")
                .node("MaxPool", "t6", "t5", are("kernel_shape", 2, 2), is("ceil_mode", 1), is("auto_pad", "SAME_UPPER"))
                .node("AveragePool", "t7", "t5", are("kernel_shape", 1, 1)).node("Concat", "t8", "t6 t7", is("axis", 1))
                .node("Add", "t9", "t8 t8").node("ReduceMean", "t10", "t9", are("axes", 2, 3)).node("Squeeze", "t11", "t10 a")
                .node("Reshape", "t12", "t11 r").weights("f", 3, 4).node("Gemm", "t13", "t12 f", is("transB", 1), is("alpha", 2f))
                .node("Softmax", "y", "t13", is("axis", 1)).output("y").bytes();
    }

    @Test
    void readsOrRefusesDamagedModels() throws IOException {
        Random random = new Random(21);
        byte[] valid = valid();
        Reference.read(folder, valid);
        int refusals = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] damaged = valid.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4));
            }
            try {
                Reference.read(folder, damaged);
            } catch (InvalidInputException e) {
                refusals++;
            } catch (RuntimeException e) {
                throw new AssertionError("run " + i, e);
            }
        }
        assertTrue(refusals > RUNS / 10 && refusals < RUNS, refusals + " refusals");
    }

    @Test
    void refusesModelsThatAreCutOff() {
        byte[] valid = valid();
        for (int length = 0; length < valid.length; length += 7) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertThrows(InvalidInputException.class, () -> Reference.read(folder, cut));
        }
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        InvalidInputException text = assertThrows(InvalidInputException.class,
                () -> Reference.read(folder, "name: \"LeNet\"\n".getBytes(StandardCharsets.UTF_8)));
        assertTrue(text.getMessage().contains("is no ONNX model, or cut off"), text.getMessage());
        InvalidInputException empty = assertThrows(InvalidInputException.class, () -> Reference.read(folder, new byte[0]));
        assertTrue(empty.getMessage().contains("holds no ONNX graph"), empty.getMessage());
        assertThrows(InvalidInputException.class, () -> OnnxReader.read(folder));
        assertThrows(InvalidInputException.class, () -> OnnxReader.read(folder.resolve("missing")));
        Files.delete(folder.resolve("model.onnx"));
    }
}
