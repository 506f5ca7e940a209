package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.Layer;
import winnow.network.Network;

class ConvolutionsTest {
    @TempDir
    private Path folder;

    private Layer.Weighted agreeing(int height, int width, int groups, int kernelHeight, int kernelWidth, AttributeProto... attributes)
            throws IOException {
        TestModel model = new TestModel(13).input(2 * groups, height, width).weights("w", 3 * groups, 2, kernelHeight, kernelWidth)
                .weights("b", 3 * groups);
        List<AttributeProto> all = new ArrayList<>(List.of(attributes));
        all.add(is("group", groups));
        Network network = Reference.agrees(folder, model.node("Conv", "y", "x w b", all.toArray(AttributeProto[]::new)).output("y"));
        return (Layer.Weighted) network.layers().get(0);
    }

    @Test
    void groupsAreZerosBetweenThem() throws IOException {
        Layer.Weighted layer = agreeing(6, 7, 3, 3, 3, are("pads", 1, 1, 1, 1));
        assertEquals(6, layer.weights().inputs());
        assertEquals(0, layer.denseWeights()[2 * 9], "the first output's weight of the second group's first input");
    }

    @Test
    void depthwiseHasAsManyGroupsAsChannels() throws IOException {
        Reference.agrees(folder, new TestModel(11).input(5, 6, 6).weights("w", 5, 1, 3, 3)
                .node("Conv", "y", "x w", is("group", 5), are("pads", 1, 1, 1, 1), are("strides", 2, 2)).output("y"));
    }

    @Test
    void dilationLeavesHolesInALargerKernel() throws IOException {
        Layer.Weighted layer = agreeing(12, 13, 1, 3, 2, are("dilations", 2, 3), are("pads", 2, 1, 2, 1));
        assertEquals(5, layer.window().kernelHeight());
        assertEquals(4, layer.window().kernelWidth());
    }

    @Test
    void morePaddingAtTheEndIsZerosInFrontOfTheKernel() throws IOException {
        Layer.Weighted layer = agreeing(8, 8, 1, 3, 3, are("pads", 0, 0, 1, 1), are("strides", 2, 2));
        assertEquals(4, layer.window().kernelHeight());
        assertEquals(1, layer.window().padTop());
    }

    @Test
    void paddingAtTheEndThatNoWindowReachesCostsNothing() throws IOException {
        Layer.Weighted layer = agreeing(7, 7, 1, 3, 3, are("pads", 1, 1, 1, 1), are("strides", 2, 2));
        assertEquals(3, layer.window().kernelHeight());
        assertEquals(3, agreeing(8, 8, 1, 3, 3, are("pads", 1, 1, 0, 0), are("strides", 2, 2)).window().kernelWidth());
    }

    @Test
    void everyAutomaticPaddingAgrees() throws IOException {
        for (String automatic : List.of("SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET")) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int kernel = 1; kernel <= 4; kernel++) {
                    agreeing(9, 10, 1, kernel, 5 - kernel, is("auto_pad", automatic), are("strides", stride, stride));
                }
            }
        }
    }

    @Test
    void randomWindowsAgree() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            agreeing(7 + random.nextInt(6), 7 + random.nextInt(6), 1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3),
                    are("pads", random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4)),
                    are("strides", 1 + random.nextInt(3), 1 + random.nextInt(3)),
                    are("dilations", 1 + random.nextInt(3), 1 + random.nextInt(3)));
        }
    }

    @Test
    void aPadIsPartOfTheConvolutionBehindIt() throws IOException {
        TestModel inputs = new TestModel(13).input(2, 6, 6).weights("w", 2, 2, 3, 3).integers("p", 0, 0, 1, 0, 0, 0, 2, 3);
        Network network = Reference.agrees(folder, inputs.node("Pad", "a", "x p").node("Conv", "y", "a w", are("pads", 1, 0, 0, 1)).output("y"));
        assertEquals(1, network.layers().size());
        Reference.agrees(folder, new TestModel(10).input(2, 6, 6).weights("w", 2, 2, 3, 3)
                .node("Pad", "a", "x", are("pads", 0, 0, 1, 2, 0, 0, 1, 0))
                .node("Conv", "y", "a w", is("auto_pad", "SAME_UPPER"), are("strides", 2, 2)).output("y"));
        Reference.agrees(folder, new TestModel(19).input(2, 6, 6).weights("w", 2, 2, 3, 3).integers("p", 1, 2, 3, 0).integers("a", 3, 2)
                .node("Pad", "z", "x p - a").node("Conv", "y", "z w").output("y"));
    }
}
