package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;

class PoolsTest {
    @TempDir
    private Path folder;

    private void agreeing(String operator, int operatorSet, int size, AttributeProto... attributes) throws IOException {
        Reference.agrees(folder, new TestModel(operatorSet).input(2, size, size + 1).node(operator, "y", "x", attributes).output("y"));
    }

    @Test
    void everyRandomWindowAgreesOrIsRefused() throws IOException {
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 400; i++) {
            int kernel = 1 + random.nextInt(4);
            AttributeProto[] attributes = {
                are("kernel_shape", kernel, kernel), are("strides", 1 + random.nextInt(3), 1 + random.nextInt(3)),
                random.nextInt(3) > 0
                        ? are("pads", random.nextInt(kernel), random.nextInt(kernel), random.nextInt(kernel), random.nextInt(kernel))
                        : is("auto_pad", List.of("SAME_UPPER", "SAME_LOWER", "VALID").get(random.nextInt(3))),
                is("ceil_mode", random.nextInt(2)), is("count_include_pad", random.nextInt(2))
            };
            boolean maximum = random.nextBoolean();
            try {
                agreeing(maximum ? "MaxPool" : "AveragePool", maximum && random.nextBoolean() ? 19 : 13, 5 + random.nextInt(5),
                        maximum ? java.util.Arrays.copyOf(attributes, 4) : attributes);
                read++;
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("padding"), e.getMessage());
            } catch (AssertionError e) {
                throw new AssertionError((maximum + java.util.Arrays.toString(attributes)).replace('\n', ' '), e);
            }
        }
        assertTrue(read > 100, read + " read");
    }

    @Test
    void averagesThatHangOverTheirPaddingAgreeWhereTheStandardDefinesThem() throws IOException {
        AttributeProto[] attributes = {are("kernel_shape", 3, 3), are("strides", 2, 2), are("pads", 1, 1, 1, 1), is("ceil_mode", 1),
            is("count_include_pad", 1)};
        agreeing("AveragePool", 19, 8, attributes);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> agreeing("AveragePool", 13, 8, attributes));
        assertTrue(refused.getMessage().contains("before operator set 19"), refused.getMessage());
    }

    @Test
    void globalPoolsTakeTheWholeMap() throws IOException {
        agreeing("GlobalAveragePool", 13, 5);
        agreeing("GlobalMaxPool", 13, 5);
        agreeing("ReduceMean", 13, 5, are("axes", 2, 3));
        agreeing("ReduceMean", 13, 5, are("axes", -1, -2), is("keepdims", 0));
        Reference.agrees(folder, new TestModel(18).input(2, 4, 5).integers("a", 2, 3).node("ReduceMean", "y", "x a").output("y"));
    }

    @Test
    void whatCannotBeExpressedIsRefusedByName() {
        InvalidInputException averages = assertThrows(InvalidInputException.class, () -> agreeing("AveragePool", 13, 5,
                are("kernel_shape", 3, 3), are("pads", 1, 1, 1, 1)));
        assertTrue(averages.getMessage().contains("node AveragePool \"n_y\": attribute count_include_pad = 0 with padding 1 and 1"),
                averages.getMessage());
        InvalidInputException mean = assertThrows(InvalidInputException.class, () -> agreeing("ReduceMean", 13, 5, are("axes", 1)));
        assertTrue(mean.getMessage().contains("attribute axes = [1] is not supported"), mean.getMessage());
    }
}
