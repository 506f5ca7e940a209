package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static winnow.onnx.TestModel.is;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Clamp;
import winnow.network.Layer;
import winnow.network.Network;

class ClampsTest {
    @TempDir
    private Path folder;

    private static TestModel convolved(int operatorSet) {
        return new TestModel(operatorSet).input(2, 5, 6).weights("w", 4, 2, 3, 3).node("Conv", "c", "x w").floats("low",
                new int[0], -3)
                .floats("high", new int[0], 40).floats("infinite", new int[0], Float.POSITIVE_INFINITY);
    }

    private Clamp only(TestModel model) throws IOException {
        Network network = Reference.agrees(folder, model);
        assertEquals(1, network.layers().size());
        return network.layers().get(0) instanceof Layer.Weighted layer ? layer.clamp() : null;
    }

    @Test
    void boundsAreInputsOrAttributesOrMissing() throws IOException {
        assertEquals(new Clamp(-3, 40), only(convolved(13).node("Clip", "y", "c low high").output("y")));
        assertEquals(new Clamp(Float.NEGATIVE_INFINITY, 40), only(convolved(13).node("Clip", "y", "c - high").output("y")));
        assertEquals(new Clamp(-3, Float.POSITIVE_INFINITY), only(convolved(13).node("Clip", "y", "c low infinite").output("y")));
        assertEquals(new Clamp(0, 6), only(convolved(7).node("Clip", "y", "c", is("min", 0f), is("max", 6f)).output("y")));
        assertEquals(Clamp.NONE, only(convolved(7).node("Clip", "y", "c").output("y")));
    }

    @Test
    void severalClampsAreOne() throws IOException {
        assertEquals(new Clamp(0, 40), only(convolved(13).node("Clip", "k", "c low high").node("Relu", "y", "k").output("y")));
        assertEquals(new Clamp(0, 40), only(convolved(13).node("Relu", "k", "c").node("Clip", "y", "k low high").output("y")));
        assertEquals(new Clamp(40, 40), only(convolved(13).floats("far", new int[0], 90).floats("near", new int[0], 50)
                .node("Clip", "k", "c near far").node("Clip", "y", "k low high").output("y")));
    }

    @Test
    void aSumIsClampedInItsOwnLayer() throws IOException {
        Network network = Reference.agrees(folder, convolved(13).node("Sum", "s", "c c c").node("Relu", "y", "s").output("y"));
        assertEquals(Clamp.RELU, ((Layer.Addition) network.layers().get(1)).clamp());
    }

    @Test
    void aClampBehindWhatCannotTakeItIsALayerThatDoesNothingElse() throws IOException {
        Network pooled = Reference.agrees(folder, convolved(13).node("GlobalMaxPool", "p", "c").node("Clip", "y",
                "p low high").output("y"));
        assertEquals(3, pooled.layers().size());
        Network shared = Reference.agrees(folder, convolved(13).node("Relu", "r", "c").node("Concat", "j", "c r", is("axis", 1))
                .node("Relu", "y", "j").output("y"));
        assertEquals(4, shared.layers().size());
        Reference.agrees(folder, new TestModel(13).input(2, 3, 3).node("Flatten", "f", "x").node("Relu", "y", "f").output("y"));
    }
}
