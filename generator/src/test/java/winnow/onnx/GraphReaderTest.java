package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.are;
import static winnow.onnx.TestModel.is;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;

class GraphReaderTest {
    @TempDir
    private Path folder;

    private static TestModel convolved() {
        return new TestModel(13).input(2, 5, 6).weights("w", 2, 2, 3, 3).node("Conv", "c", "x w", are("pads", 1, 1, 1, 1));
    }

    /** Asks that there be exactly these problems; each begins with the file. */
    private void refused(TestModel model, String... problems) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Reference.read(folder, model.bytes()));
        List<String> expected = Arrays.stream(problems).map(problem -> folder.resolve("model.onnx") + ": " + problem).toList();
        assertEquals(expected.size(), refused.problems().size(), refused.getMessage());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(refused.problems().get(i).startsWith(expected.get(i)), refused.getMessage());
        }
    }

    @Test
    void branchesJoin() throws IOException {
        Reference.agrees(folder, convolved().node("MaxPool", "p", "x", are("kernel_shape", 3, 3), are("pads", 1, 1, 1, 1))
                .node("Concat", "j", "c p x", is("axis", -3)).node("Flatten", "a", "j").node("Flatten", "b", "x")
                .node("Concat", "y", "a b", is("axis", -1)).output("y"));
    }

    @Test
    void whatDoesNothingAtInferenceIsRemoved() throws IOException {
        Network network = Reference.agrees(folder, convolved().node("Dropout", "d", "c").node("Identity", "i", "d")
                .node("Cast", "e", "i", is("to", 1)).node("Relu", "y", "e").output("y"));
        assertEquals(1, network.layers().size());
    }

    @Test
    void aSoftmaxAtTheEndIsLeftToTheHost() throws IOException {
        for (String softmax : List.of("Softmax", "LogSoftmax")) {
            Network network = Reference.read(folder, convolved().node("GlobalAveragePool", "g", "c").node("Flatten", "f", "g")
                    .node(softmax, "s", "f", is("axis", 1)).node("Identity", "y", "s").output("y").bytes());
            assertEquals("g", network.layers().get(1).output());
        }
        refused(convolved().node("Softmax", "s", "c", is("axis", 1)).node("Relu", "y", "s").output("y"),
                "node Relu \"n_y\": follows Softmax \"n_s\"");
        refused(convolved().node("Softmax", "y", "c").output("y"), "node Softmax \"n_y\": attribute axis = -1");
    }

    @Test
    void nodesThatTheOutputDoesNotNeedAreLeftOut() throws IOException {
        Network network = Reference.agrees(folder, convolved().node("Sigmoid", "dead", "c").node("Relu", "y", "c").output("y"));
        assertEquals(1, network.layers().size());
    }

    @Test
    void namesAreThoseOfTheGraph() throws IOException {
        TestModel model = convolved().node("Relu", "r", "c").node("Conv", "d", "r w").node("Relu", "y", "d").output("y");
        model.graph.getNodeBuilder(0).setName("same");
        model.graph.getNodeBuilder(2).setName("same");
        Network network = Reference.read(folder, model.bytes());
        assertEquals(List.of("same", "same_2"), network.layers().stream().map(Layer::name).toList());
        assertEquals(List.of("r", "y"), network.layers().stream().map(Layer::output).toList());
        assertEquals("net", network.name());
        assertEquals("x", network.input());
        model.graph.setName(" ").getNodeBuilder(2).clearName();
        Network unnamed = Reference.read(folder, model.bytes());
        assertEquals("model", unnamed.name());
        assertEquals("d", unnamed.layers().get(1).name());
    }

    @Test
    void listsAllProblemsAtOnce() {
        TestModel model = convolved().node("Sigmoid", "a", "c").node("Resize", "b", "a").node("Conv", "d", "b w", is("auto_pad",
                "ODD"))
                .node("MaxPool", "e", "x", are("kernel_shape", 2, 2), are("dilations", 2, 2), is("wrong", 1.5f))
                .node("Add", "f", "d e").node("Relu", "y", "f nothing").output("y");
        model.graph.getNodeBuilder(1).setDomain("com.example");
        refused(model, "node com.example.Sigmoid \"n_a\": the operator com.example.Sigmoid is not supported; Winnow reads Add, ",
                "node Resize \"n_b\": the operator Resize is not supported",
                "node Conv \"n_d\": attribute auto_pad = ODD is not supported; only NOTSET, SAME_UPPER, SAME_LOWER, VALID",
                "node MaxPool \"n_e\": attribute dilations = [2, 2] is not supported; only [1, 1]",
                "node MaxPool \"n_e\": attribute wrong = 1.5 is not supported",
                "node Relu \"n_y\": 2 inputs; Relu has 1",
                "node Relu \"n_y\": reads tensor \"nothing\", which no layer writes");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        refused(new TestModel(13).input(1, 2, 2).floats("w", new int[] {1, 1, 1, 3}, Float.NaN, 1, Float.NEGATIVE_INFINITY)
                .node("Conv", "y", "x w", are("pads", 0, 1, 0, 1)).output("y"),
                "node Conv \"n_y\": constant \"w\": 2 of its 3 values are not numbers");
    }

    @Test
    void refusesOtherInputsAndOutputs() {
        TestModel two = convolved().output("c").output("x");
        two.graph.addInput(TestModel.info("z", 1, 1, 1, 1));
        refused(two, "has 2 inputs [x, z]", "has 2 outputs [c, x]");
        TestModel vector = new TestModel(13).node("Relu", "y", "x").output("y");
        vector.graph.addInput(TestModel.info("x", 1, 10));
        refused(vector, "input \"x\" has 2 axes");
        TestModel batch = new TestModel(13).node("Relu", "y", "x").output("y");
        batch.graph.addInput(TestModel.info("x", 8, 1, 2, 2));
        refused(batch, "input \"x\" is a batch of 8");
        TestModel open = new TestModel(13).input(1, 2, 2).node("Relu", "y", "x").output("y");
        open.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(2).setDimParam("H");
        refused(open, "input \"x\" leaves the size of an axis open (\"H\")");
        TestModel bytes = new TestModel(13).input(1, 2, 2).node("Relu", "y", "x").output("y");
        bytes.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.UINT8.getNumber());
        refused(bytes, "input \"x\" is of type UINT8");
        refused(new TestModel(13).input(1, 2, 2).output("x"), "no node between input and output computes anything");
        refused(convolved().output("z"), "no node writes the output \"z\"");
    }

    @Test
    void refusesGraphsThatAreOutOfOrder() {
        refused(new TestModel(13).input(2, 3, 3).node("Add", "y", "r x").node("Relu", "r", "y").output("y"),
                "node Add \"n_y\": reads tensor \"r\", which only layer \"n_r\" writes: a cycle");
        refused(convolved().node("Relu", "c", "x").output("c"), "node Relu \"n_c\": writes tensor \"c\", which is there already");
    }

    @Test
    void refusesOperatorSetsThatAreTooOld() {
        refused(new TestModel(6).input(1, 2, 2).node("Relu", "y", "x").output("y"),
                "its operator set is 6, the oldest that Winnow reads 7");
    }

    @Test
    void refusesWhatAPadCannotBePartOf() {
        refused(convolved().integers("p", 0, 0, 1, 1, 0, 0, 1, 1).node("Pad", "a", "c p").node("Relu", "y", "a").output("y"),
                "node Relu \"n_y\": reads \"a\", which a Pad makes larger");
        refused(convolved().integers("p", 0, 1, 1, 1, 0, 0, 1, 1).node("Pad", "a", "c p").node("Conv", "y", "a w").output("y"),
                "node Pad \"n_a\": attribute pads = [0, 1, 1, 1, 0, 0, 1, 1] is not supported");
    }
}
