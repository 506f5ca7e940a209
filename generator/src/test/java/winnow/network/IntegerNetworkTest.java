package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntegerNetworkTest {
    private static final FixedPoint BYTE = new FixedPoint(8, 0, false);
    private static final Tensor DATA = new Tensor("data", new Shape(2, 4, 4), BYTE);
    private static final Requantization HALF = new Requantization(1, 0, 255);

    private static List<String> problems(IntegerLayer... layers) {
        return assertThrows(IllegalArgumentException.class, () -> new IntegerNetwork("n", DATA, Ints.of(0, 0), List.of(layers)))
                .getMessage().lines().toList();
    }

    private static IntegerLayer pool(String name, String input, Shape shape, FixedPoint format) {
        Window window = new Window(5 - shape.height(), 5 - shape.width(), 1, 1, 0, 0);
        return new IntegerLayer.AveragePool(name, input, new Tensor(name, shape, format), window, Ints.of(1, 1, 1, 1),
                new Requantization(0, 0, format.maximum()));
    }

    private static IntegerLayer.Addition addition(String name, Shape shape, String... inputs) {
        return new IntegerLayer.Addition(name, List.of(inputs), new Tensor(name, shape, BYTE), HALF);
    }

    @Test
    void takesATensorTwice() {
        IntegerNetwork network = new IntegerNetwork("n", DATA, Ints.of(0, 0), List.of(addition("twice", DATA.shape(), "data", "data")));
        assertEquals(DATA.shape(), network.output().shape());
    }

    @Test
    void namesBothShapesOfAnAdditionThatDoesNotFit() {
        assertEquals(List.of("layer sum: output sum is 2 x 4 x 4, but its input narrow is 2 x 4 x 3; an addition has one shape in and out"),
                problems(pool("narrow", "data", new Shape(2, 4, 3), BYTE), addition("sum", DATA.shape(), "data", "narrow")));
    }

    @Test
    void refusesASumThatNoAccumulatorHolds() {
        IntegerLayer fine = pool("fine", "data", DATA.shape(), new FixedPoint(8, 39, false));
        IntegerLayer finer = pool("fine", "data", DATA.shape(), new FixedPoint(8, 64, false));
        new IntegerNetwork("n", DATA, Ints.of(0, 0), List.of(fine, addition("sum", DATA.shape(), "data", "fine")));
        assertEquals(List.of("layer sum: the exact sum of its inputs exceeds 48 bits: data has the format u8 x 2^0, fine has the format"
                + " u8 x 2^-64; bring their binary points closer together"), problems(finer, addition("sum", DATA.shape(), "data", "fine")));
    }

    @Test
    void refusesAnAdditionOfOneTensorOrWithAClampBeyondItsFormat() {
        assertEquals("layer sum: an addition has at least 2 inputs, not 1",
                assertThrows(IllegalArgumentException.class, () -> addition("sum", DATA.shape(), "data")).getMessage());
        assertEquals("layer sum: the clamp 0..256 exceeds the output format's 0..255",
                assertThrows(IllegalArgumentException.class, () -> new IntegerLayer.Addition("sum", List.of("data", "data"), DATA,
                        new Requantization(0, 0, 256))).getMessage());
    }

    @Test
    void namesWhatDoesNotFitInAConcatenation() {
        FixedPoint finer = new FixedPoint(8, 1, false);
        IntegerLayer join = new IntegerLayer.Concatenation("join", List.of("data", "narrow"), new Tensor("join", new Shape(4, 4, 4), BYTE));
        assertEquals(List.of(
                "layer join: output is 4 x 4 x 4, but its input narrow is 2 x 4 x 3; a concatenation joins maps of equal rows and columns",
                "layer join: its input narrow has the format u8 x 2^-1, its output join u8 x 2^0; a concatenation moves values only, so"
                        + " give all that it joins one format"),
                problems(pool("narrow", "data", new Shape(2, 4, 3), finer), join));
    }

    @Test
    void listsAllThatIsWrongWithAGraph() {
        assertEquals(List.of(
                "layer a: reads tensor \"nowhere\", which no layer writes; correct the name, or add the layer that writes it",
                "layer b: reads tensor \"c\", which only layer \"c\" writes: a cycle, layer \"b\" -> layer \"c\" -> layer \"b\";"
                        + " Winnow takes networks without cycles only, so remove one of these connections",
                "layer a: nothing reads its output \"a\", and it is not the network's, which is the last layer's (layer \"end\");"
                        + " remove this layer, or let another read it"),
                problems(addition("a", DATA.shape(), "data", "nowhere"), addition("b", DATA.shape(), "data", "c"),
                        addition("c", DATA.shape(), "b", "data"), addition("end", DATA.shape(), "c", "c")));
    }
}
