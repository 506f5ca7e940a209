package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.InvalidInputException;
import winnow.network.Clamp;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Window;

class CaffeReaderTest {
    private static final String INPUT = "name: 'n' layer { name: 'data' type: 'Input' top: 'data'"
            + " input_param { shape { dim: 1 dim: 1 dim: 4 dim: 4 } } }\n";
    private static final String CONVOLUTION = layer("conv", "Convolution", "data", "conv",
            "convolution_param { num_output: 2 kernel_size: 3 pad: 1 }");

    @TempDir
    private Path folder;

    private static String layer(String name, String type, String bottom, String top, String rest) {
        return "layer { name: '%s' type: '%s' bottom: '%s' top: '%s' %s }\n".formatted(name, type, bottom, top, rest);
    }

    private Network read(String prototxt, NetBytes weights) throws IOException {
        Path text = Files.writeString(folder.resolve("n.prototxt"), prototxt);
        return CaffeReader.read(text, Files.write(folder.resolve("n.net"), weights.bytes()));
    }

    private List<String> problems(String prototxt) {
        List<String> problems =
                assertThrows(InvalidInputException.class, () -> read(prototxt, new NetBytes())).problems();
        return problems.stream().map(problem -> problem.replace(folder + "/n.prototxt:", "")).toList();
    }

    private static NetBytes convolution(int outputs) {
        return new NetBytes().layer(8, new float[] {0, 0.5f}, new float[outputs], new int[] {1, 1}, new int[] {0, 3});
    }

    @Test
    void foldsARectifierInPlace() throws IOException {
        Network network = read(INPUT + CONVOLUTION + layer("relu", "ReLU", "conv", "conv", ""), convolution(2));
        Layer.Weighted layer = (Layer.Weighted) network.layers().get(0);
        assertEquals(Clamp.RELU, layer.clamp());
        assertEquals("conv", layer.output());
        assertEquals(1, network.layers().size());
    }

    @Test
    void foldsARectifierThatWritesAnotherTensor() throws IOException {
        String pool = layer("pool", "Pooling", "relu", "pool", "pooling_param { pool: MAX kernel_size: 2 stride: 2 }");
        Network network = read(INPUT + CONVOLUTION + layer("relu", "ReLU", "conv", "relu", "") + pool, convolution(2));
        assertEquals("relu", network.layers().get(0).output());
        assertEquals(List.of("relu"), network.layers().get(1).inputs());
    }

    @Test
    void readsTheTopLevelInputForms() throws IOException {
        String dims = "input: 'data' input_dim: 10 input_dim: 1 input_dim: 4 input_dim: 4 ";
        String shape = "input: 'data' input_shape { dim: [1, 1, 4, 4] } ";
        assertEquals("1 x 4 x 4", read(dims + CONVOLUTION, convolution(2)).inputShape().toString());
        assertEquals("1 x 4 x 4", read(shape + CONVOLUTION, convolution(2)).inputShape().toString());
        assertEquals("n", read(shape + CONVOLUTION, convolution(2)).name());
    }

    @Test
    void takesDropoutAndTheLastSoftmaxForNothing() throws IOException {
        Network network = read(INPUT + CONVOLUTION + layer("drop", "Dropout", "conv", "drop", "dropout_param { dropout_ratio: 0.5 }")
                + layer("full", "InnerProduct", "drop", "full", "inner_product_param { num_output: 3 bias_term: false }")
                + layer("prob", "Softmax", "full", "prob", ""),
                convolution(2).layer(4, new float[] {0, 1}, new float[0], new int[] {1}, new int[] {5}));
        assertEquals(List.of("conv", "full"), network.layers().stream().map(Layer::output).toList());
        Layer.Weighted full = (Layer.Weighted) network.layers().get(1);
        assertEquals(32, full.weights().inputs());
        assertEquals(List.of(0.0f, 0.0f, 0.0f), List.of(full.bias().get(0), full.bias().get(1), full.bias().get(2)));
        assertEquals(16, full.codebook().length());
    }

    @Test
    void honoursHeightAndWidthFields() throws IOException {
        Network network = read(INPUT + layer("conv", "Convolution", "data", "conv",
                "convolution_param { num_output: 1 kernel_h: 1 kernel_w: 3 stride_h: 2 stride_w: 1 pad_h: 0 pad_w: 1 engine: CAFFE }"),
                new NetBytes().layer(8, new float[] {0}, new float[1], new int[0], new int[0]));
        assertEquals(new Window(1, 3, 2, 1, 0, 1), ((Layer.Weighted) network.layers().get(0)).window());
        assertEquals("1 x 2 x 4", network.layers().get(0).outputShape().toString());
    }

    @ParameterizedTest
    @CsvSource({
        // input, kernel, stride, pad, output: rounded up, less a window that begins beyond the map and its padding
        "4, 3, 2, 0, 2", "5, 3, 2, 0, 2", "6, 3, 2, 0, 3", "111, 3, 2, 0, 55", "55, 3, 2, 0, 27", "27, 3, 2, 0, 13",
        "4, 2, 2, 1, 3", "5, 2, 2, 1, 3", "3, 2, 2, 1, 2", "7, 3, 3, 1, 3", "2, 3, 2, 0, 1", "1, 2, 2, 1, 1"
    })
    void roundsPoolsAsCaffeDoes(int input, int kernel, int stride, int pad, int output) throws IOException {
        String text = "input: 'data' input_shape { dim: 1 dim: 1 dim: %d dim: %d } ".formatted(input, input)
                + layer("pool", "Pooling", "data", "pool",
                        "pooling_param { pool: AVE kernel_size: %d stride: %d pad: %d }".formatted(kernel, stride, pad));
        assertEquals(output, read(text, new NetBytes()).layers().get(0).outputShape().height());
    }

    @Test
    void poolsTheWholeMap() throws IOException {
        Network network = read(INPUT + layer("pool", "Pooling", "data", "pool", "pooling_param { pool: AVE global_pooling: true }"),
                new NetBytes());
        assertEquals("1 x 1 x 1", network.layers().get(0).outputShape().toString());
        assertEquals(Window.square(4, 1, 0), ((Layer.Pool) network.layers().get(0)).window());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "convolution_param { num_output: 1 kernel_size: 3 group: 2 } | layer \"c\": convolution_param.group = 2 is not supported; only 1",
        "convolution_param { num_output: 1 kernel_size: 3 dilation: 2 } | layer \"c\": convolution_param.dilation = 2 is not supported; only 1",
        "convolution_param { num_output: 1 kernel_size: 3 axis: 2 } | layer \"c\": convolution_param.axis = 2 is not supported; only 1 or -3",
        "convolution_param { num_output: 1 kernel_size: 3 force_nd_im2col: true } | convolution_param.force_nd_im2col = true is not supported; only false",
        "convolution_param { num_output: 1 kernel_size: 3 sparse: 1 } | convolution_param.sparse is not known",
        "convolution_param { num_output: 0 kernel_size: 3 } | convolution_param.num_output = 0 is outside 1..1048576",
        "convolution_param { kernel_size: 3 } | layer \"c\" has no num_output",
        "convolution_param { num_output: 1 } | layer \"c\" has no kernel_size",
        "convolution_param { num_output: 1 kernel_size: 3 kernel_h: 3 } | gives kernel_size and also kernel_h or kernel_w",
        "convolution_param { num_output: 1 kernel_size: 5 } | a kernel of 5 x 5 with padding 0, 0 does not fit its input of 1 x 4 x 4",
        "convolution_param { num_output: 1.5 kernel_size: 3 } | convolution_param.num_output = 1.5 is not an integer",
        "convolution_param { num_output: 1 num_output: 2 kernel_size: 3 } | convolution_param.num_output is given 2 times",
        "convolution_param { num_output: 1 kernel_size: 3 bias_term: maybe } | convolution_param.bias_term = maybe is neither true nor false",
        "param { name: 'shared' } convolution_param { num_output: 1 kernel_size: 3 } | param.name is not supported: Winnow does not share weights",
        "transform_param { scale: 2 } convolution_param { num_output: 1 kernel_size: 3 } | layer \"c\": transform_param is not known",
        "include { phase: TRAIN } convolution_param { num_output: 1 kernel_size: 3 } | include and exclude rules belong to a training prototxt",
    })
    void refusesWhatItWouldHaveToIgnore(String rest, String problem) {
        List<String> problems = problems(INPUT + layer("c", "Convolution", "data", "c", rest));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("2:") && problems.get(0).contains(problem), problems.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Pooling | pooling_param { pool: STOCHASTIC kernel_size: 2 } | pooling_param.pool = STOCHASTIC is not supported; only MAX or AVE",
        "Pooling | pooling_param { kernel_size: 2 round_mode: FLOOR } | pooling_param.round_mode = FLOOR is not supported; only CEIL or 0",
        "Pooling | pooling_param { kernel_size: 2 pad: 2 } | padding 2, 2 must be less than the kernel of 2 x 2",
        "Pooling | pooling_param { kernel_size: 1 stride: 6 } | its last window lies wholly outside the input",
        "Pooling | pooling_param { global_pooling: true kernel_size: 2 } | pooling_param.kernel_size is not supported: global_pooling takes",
        "Concat | concat_param { axis: 2 } | concat_param.axis = 2 is not supported; only 1 or -3",
        "InnerProduct | inner_product_param { num_output: 2 transpose: true } | inner_product_param.transpose = true is not supported; only false",
        "Eltwise | eltwise_param { operation: MAX } | a layer of type Eltwise has at least 2 bottoms and one top",
        "ReLU | | layer \"x\": follows no Convolution, InnerProduct or Eltwise",
        "LRN | | type \"LRN\" is not supported; Winnow knows Input, Convolution",
        "SoftmaxWithLoss | | type \"SoftmaxWithLoss\" is not supported",
    })
    void refusesOtherLayersByName(String type, String rest, String problem) {
        List<String> problems = problems(INPUT + layer("x", type, "data", "x", rest == null ? "" : rest));
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("2:") && p.contains(problem)), problems.toString());
    }

    @Test
    void refusesALeakyRectifier() {
        List<String> problems = problems(INPUT + CONVOLUTION + layer("r", "ReLU", "conv", "conv", "relu_param { negative_slope: 0.1 }"));
        assertEquals(List.of("3:60: layer \"r\": relu_param.negative_slope = 0.1 is not supported; only 0"),
                problems.stream().map(p -> p.replaceFirst("^3:\\d+", "3:60")).toList());
    }

    @Test
    void refusesBothValuesOfARectifiedTensor() {
        String pool = layer("pool", "Pooling", "conv", "pool", "pooling_param { kernel_size: 2 }");
        String relu = layer("relu", "ReLU", "conv", "act", "");
        assertTrue(problems(INPUT + CONVOLUTION + pool + relu).get(0).contains("is also read, without ReLU, by"));
        assertTrue(problems(INPUT + CONVOLUTION + relu + pool).get(0).contains("as it was before"));
    }

    @Test
    void listsAllProblemsAtOnce() {
        List<String> problems = problems(INPUT
                + layer("a", "Convolution", "data", "a", "convolution_param { num_output: 1 kernel_size: 3 group: 2 }")
                + layer("b", "LRN", "a", "b", "") + layer("c", "Pooling", "b", "c", "pooling_param { pool: STOCHASTIC kernel_size: 2 }"));
        assertEquals(3, problems.size(), problems.toString());
    }

    @Test
    void refusesGraphsThatDoNotHoldTogether() {
        assertTrue(problems(INPUT + CONVOLUTION + CONVOLUTION).toString().contains("the name occurs twice"));
        assertTrue(problems(INPUT + CONVOLUTION + CONVOLUTION.replace("name: 'conv'", "name: 'again'")).toString()
                .contains("writes tensor \"conv\", which"));
        assertTrue(problems(INPUT + CONVOLUTION.replace("bottom: 'data'", "bottom: 'date'")).get(0)
                .contains("reads tensor \"date\", which no layer writes"));
        assertTrue(problems(INPUT + CONVOLUTION.replace("bottom: 'data'", "bottom: 'later'")
                        + layer("later", "Pooling", "conv", "later", "pooling_param { kernel_size: 1 }")).get(0)
                .contains("which only layer \"later\" writes: a cycle, layer \"conv\" -> layer \"later\" -> layer \"conv\";"));
        assertTrue(problems(INPUT + CONVOLUTION + CONVOLUTION.replace("'conv'", "'other'")).get(0)
                .contains("layer \"conv\": nothing reads its output \"conv\", and it is not the network's"));
        assertTrue(problems(CONVOLUTION).toString().contains("no layer writes"));
        assertTrue(problems("name: 'x'").get(0).contains("no input"));
        assertTrue(problems("layers { type: CONVOLUTION }").get(0).contains("V1 form"));
    }

    /** An Eltwise of two 2 x 4 x 4 maps; several names of bottoms are separated by spaces. */
    private static String eltwise(String bottoms, String rest) {
        return CONVOLUTION + layer("sum", "Eltwise", bottoms.replace(" ", "' bottom: '"), "sum", rest);
    }

    @Test
    void addsAndFoldsTheRectifierBehind() throws IOException {
        String other = CONVOLUTION.replace("name: 'conv'", "name: 'other'").replace("top: 'conv'", "top: 'other'");
        NetBytes weights = convolution(2).layer(8, new float[] {0, 0.5f}, new float[2], new int[] {1, 1}, new int[] {0, 3});
        Network network = read(INPUT + other + eltwise("conv other", "eltwise_param { operation: SUM coeff: 1 coeff: 1.0 }")
                + layer("relu", "ReLU", "sum", "sum", ""), weights);
        Layer.Addition sum = (Layer.Addition) network.layers().get(2);
        assertEquals(new Layer.Addition("sum", List.of("conv", "other"), "sum", network.layers().get(0).outputShape(), Clamp.RELU), sum);
    }

    @Test
    void addsATensorToItself() throws IOException {
        Network network = read(INPUT + eltwise("conv conv", "eltwise_param { stable_prod_grad: false }"), convolution(2));
        assertEquals(new Layer.Addition("sum", List.of("conv", "conv"), "sum", network.layers().get(0).outputShape(), Clamp.NONE),
                network.layers().get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "conv conv | eltwise_param { operation: PROD } | eltwise_param.operation = PROD is not supported; only SUM. Train the network",
        "conv conv | eltwise_param { operation: 2 } | eltwise_param.operation = MAX is not supported; only SUM. Train the network",
        "conv conv | eltwise_param { operation: SUB } | eltwise_param.operation = SUB is not one of PROD, SUM, MAX",
        "conv conv | eltwise_param { coeff: [1, -1] } | eltwise_param.coeff = -1 is not supported; only 1: fold the factor into the weights",
        "conv conv | eltwise_param { coeff: 1 } | layer \"sum\": 1 coeff for 2 bottoms; give one each, or none",
        "conv | | layer \"sum\": 1 bottoms and 1 tops; a layer of type Eltwise has at least 2 bottoms and one top",
        "conv data | | layer \"sum\": adds maps of 2 x 4 x 4 (conv) and 1 x 4 x 4 (data), which differ; an Eltwise has bottoms of one shape",
    })
    void refusesOtherElementwiseOperations(String bottoms, String rest, String problem) {
        List<String> problems = problems(INPUT + eltwise(bottoms, rest == null ? "" : rest));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("3:") && problems.get(0).contains(problem), problems.get(0));
    }

    @Test
    void namesEveryMapThatDoesNotFitAConcatenation() {
        String pool = layer("pool", "Pooling", "conv", "pool", "pooling_param { kernel_size: 2 }");
        List<String> problems = problems(INPUT + CONVOLUTION + pool
                + layer("join", "Concat", "conv' bottom: 'pool' bottom: 'pool", "join", ""));
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("joins maps of 2 x 4 x 4 (conv) and 2 x 3 x 3 (pool), which differ in rows or columns; give"));
    }

    @Test
    void listsAllThatIsWrongWithAGraph() {
        List<String> problems = problems(INPUT + CONVOLUTION
                + layer("early", "Pooling", "late", "early", "pooling_param { kernel_size: 1 }")
                + layer("late", "Pooling", "conv", "late", "pooling_param { kernel_size: 1 }")
                + layer("dangling", "Pooling", "conv", "dangling", "pooling_param { kernel_size: 1 }")
                + layer("join", "Eltwise", "early' bottom: 'eraly", "join", ""));
        assertEquals(List.of(
                "3:1: layer \"early\": reads tensor \"late\", which only layer \"late\" writes, further down; this layer must stand after"
                        + " layer \"late\"",
                "6:1: layer \"join\": reads tensor \"eraly\", which no layer writes; correct the name, or add the layer that writes it",
                "5:1: layer \"dangling\": nothing reads its output \"dangling\", and it is not the network's, which is the last layer's"
                        + " (layer \"join\"); remove this layer, or let another read it"), problems);
    }

    @Test
    void refusesFilesThatAreMissingOrNoText() throws IOException {
        Path missing = folder.resolve("none.prototxt");
        assertEquals(missing + ": no such file",
                assertThrows(InvalidInputException.class, () -> CaffeReader.read(missing, missing)).getMessage());
        Path binary = Files.write(folder.resolve("b.prototxt"), new byte[] {'a', (byte) 0xff, 0});
        assertTrue(assertThrows(InvalidInputException.class, () -> CaffeReader.read(binary, missing)).getMessage()
                .contains("is not UTF-8 text"));
    }
}
