package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Network;

class ScalesTest {
    @TempDir
    private Path folder;

    private static TestModel convolved() {
        return new TestModel(13).input(2, 5, 6).weights("w", 4, 2, 3, 3).weights("b", 4).node("Conv", "c", "x w b", are("pads", 1,
                1, 1, 1))
                .positive("s", 4).weights("o", 4).weights("m", 4).positive("v", 4).weights("chw", 4, 1, 1).weights("one")
                .positive("nchw", 1, 4, 1, 1);
    }

    private void layers(int expected, TestModel model) throws IOException {
        Network network = Reference.agrees(folder, model);
        assertEquals(expected, network.layers().size());
    }

    @Test
    void whatScalesAConvolutionIsPartOfIt() throws IOException {
        layers(1, convolved().node("BatchNormalization", "n", "c s o m v", is("epsilon", 0.01f)).node("Mul", "p", "nchw n")
                .node("Sub", "q", "p chw").node("Div", "r", "q nchw").node("Add", "t", "r one").node("Sub", "u", "chw t")
                .node("Identity", "i", "u").node("Relu", "y", "i").output("y"));
    }

    @Test
    void whatScalesATensorThatOthersReadIsALayerOfItsOwn() throws IOException {
        layers(3, convolved().node("BatchNormalization", "n", "c s o m v").node("Add", "y", "n c").output("y"));
        layers(3, convolved().node("Identity", "i", "c").node("Mul", "n", "i chw").node("Add", "y", "n c").output("y"));
    }

    @Test
    void whatScalesBehindAnActivationFunctionOrThePixelsIsALayerOfItsOwn() throws IOException {
        layers(2, convolved().node("Relu", "r", "c").node("BatchNormalization", "y", "r s o m v").output("y"));
        layers(2, new TestModel(9).input(3, 4, 4).weights("m", 3, 1, 1).node("Sub", "a", "x m").weights("w", 2, 3, 1, 1)
                .node("Conv", "y", "a w").output("y"));
    }

    @Test
    void aFlattenedMapIsScaledValueByValue() throws IOException {
        layers(1, new TestModel(13).input(2, 3, 3).node("Flatten", "f", "x").weights("w", 18).weights("o", 18).node("Mul", "a",
                "f w")
                .node("Add", "y", "a o").output("y"));
    }

    @Test
    void refusesConstantsThatAreNotPerChannel() {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> layers(1, convolved().weights("row", 6)
                .node("Mul", "y", "c row").output("y")));
        assertTrue(refused.getMessage().contains("its constant of shape [6] is not one value per channel"), refused.getMessage());
    }

    @Test
    void refusesWhatIsNoNumberOnceFolded() {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Reference.read(folder, convolved()
                .floats("z", new int[] {4, 1, 1}, 1, 0, 0, 1).node("Div", "y", "c z").output("y").bytes()));
        assertTrue(refused.getMessage().matches("(?s).*layer \"n_c\": [0-9]+ of its 72 weights are not numbers.*"),
                refused.getMessage());
    }
}
