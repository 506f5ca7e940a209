package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;

class ProductsTest {
    @TempDir
    private Path folder;

    private static TestModel flat() {
        return new TestModel(13).input(2, 3, 4).node("Flatten", "f", "x");
    }

    @Test
    void gemmHonoursItsFactorsAndTransposition() throws IOException {
        Reference.agrees(folder, flat().weights("w", 5, 24).weights("b", 5)
                .node("Gemm", "y", "f w b", is("transB", 1), is("alpha", 0.5f), is("beta", -2f)).output("y"));
        Reference.agrees(folder, flat().weights("w", 24, 5).weights("b", 1, 5).node("Gemm", "y", "f w b").output("y"));
        Reference.agrees(folder, flat().weights("w", 24, 5).weights("b").node("Gemm", "y", "f w b").output("y"));
        Reference.agrees(folder, flat().weights("w", 24, 5).node("Gemm", "y", "f w").output("y"));
    }

    @Test
    void anAdditionOfAConstantIsTheBiasOfTheProductBeforeIt() throws IOException {
        Network network = Reference.agrees(folder, flat().weights("w", 24, 5).weights("b", 5).node("MatMul", "m", "f w")
                .node("Add", "y", "b m").output("y"));
        Layer.Weighted layer = (Layer.Weighted) network.layers().get(0);
        assertEquals(1, network.layers().size());
        assertTrue(layer.fullyConnected());
        assertEquals("n_m", layer.name());
        assertEquals("y", layer.output());
        assertEquals(Shape.vector(5), layer.outputShape());
    }

    @Test
    void axesComeAndGoBetweenMapsAndVectors() throws IOException {
        Reference.agrees(folder, new TestModel(13).input(2, 3, 4).integers("s", 0, -1).node("Reshape", "f", "x s")
                .weights("w", 24, 5).node("MatMul", "m", "f w").integers("a", 2, -1).node("Unsqueeze", "u", "m a")
                .weights("k", 3, 5, 1, 1).node("Conv", "c", "u k").integers("q", 2, 3).node("Squeeze", "y", "c q").output("y"));
        Reference.agrees(folder, new TestModel(11).input(2, 3, 4).node("GlobalAveragePool", "g", "x").node("Squeeze", "q", "g",
                are("axes", 2, 3))
                .node("Unsqueeze", "u", "q", are("axes", 3, 2)).node("Flatten", "f", "u", is("axis", -3))
                .weights("w", 2, 5).node("MatMul", "y", "f w").output("y"));
    }

    @Test
    void constantsMayBeReshapedOnTheWay() throws IOException {
        Reference.agrees(folder, flat().weights("w", 2, 3, 4, 5).integers("s", 24, 5).node("Reshape", "v", "w s").node("Identity",
                "i", "v")
                .node("MatMul", "y", "f i").output("y"));
    }
}
