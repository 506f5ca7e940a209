package winnow.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import winnow.network.Clamp;
import winnow.network.Floats;
import winnow.network.IntTensor;
import winnow.network.Ints;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Window;

/** Small random networks and images for tests of the quantiser; the same seed gives the same. */
final class SmallNetworks {
    private final Random random;

    SmallNetworks(long seed) {
        random = new Random(seed);
    }

    /** conv (padded) -> maximum pool; conv of the same pool twice, joined; average pool; a fully-connected layer. */
    Network branched() {
        Layer first = convolution("a", "data", new Shape(3, 9, 9), new Shape(4, 9, 9), Window.square(3, 1, 1), true);
        Layer pool = new Layer.Pool("p", "a", "p", new Shape(4, 4, 4), false, Window.square(3, 2, 0));
        Layer left = convolution("b", "p", new Shape(4, 4, 4), new Shape(3, 4, 4), Window.square(1, 1, 0), true);
        Layer right = convolution("c", "p", new Shape(4, 4, 4), new Shape(5, 4, 4), Window.square(3, 1, 1), false);
        Layer joined = new Layer.Concatenation("d", List.of("b", "c"), "d", new Shape(8, 4, 4));
        Layer mean = new Layer.Pool("m", "d", "m", new Shape(8, 2, 2), true, Window.square(3, 2, 0));
        Layer full = fullyConnected("f", "m", new Shape(8, 2, 2), 6);
        return new Network("branched", "data", new Shape(3, 9, 9), List.of(first, pool, left, right, joined, mean, full));
    }

    /** Two residual blocks: the sum of the first passes a rectifier, that of the second does not, and both read the first map. */
    Network residual() {
        Shape map = new Shape(4, 9, 9);
        Layer first = convolution("a", "data", new Shape(3, 9, 9), map, Window.square(3, 1, 1), true);
        Layer inner = convolution("b", "a", map, map, Window.square(3, 1, 1), false);
        Layer sum = new Layer.Addition("c", List.of("a", "b"), "c", map, Clamp.RELU);
        Layer pool = new Layer.Pool("p", "c", "p", map, true, Window.square(3, 1, 1));
        Layer other = convolution("d", "p", map, map, Window.square(1, 1, 0), false);
        Layer again = new Layer.Addition("e", List.of("c", "d", "a"), "e", map, Clamp.NONE);
        Layer positive = new Layer.Addition("f", List.of("c", "c"), "f", map, Clamp.NONE);
        Layer joined = new Layer.Concatenation("g", List.of("e", "f"), "g", new Shape(8, 9, 9));
        Layer full = fullyConnected("h", "g", new Shape(8, 9, 9), 6);
        return new Network("residual", "data", new Shape(3, 9, 9),
                List.of(first, inner, sum, pool, other, again, positive, joined, full));
    }

    /** One convolution only. */
    Network single(Shape input, Shape output, Window window) {
        return new Network("single", "data", input, List.of(convolution("a", "data", input, output, window, false)));
    }

    Layer.Weighted convolution(String name, String input, Shape from, Shape to, Window window, boolean relu) {
        SparseWeights weights = weights(to.channels(), from.channels(), window.kernelHeight(), window.kernelWidth());
        return new Layer.Weighted(name, input, name, to, false, window, weights, codebook(), 0, floats(to.channels()), relu ? Clamp.RELU : Clamp.NONE);
    }

    Layer.Weighted fullyConnected(String name, String input, Shape from, int outputs) {
        return new Layer.Weighted(name, input, name, Shape.vector(outputs), true, Window.square(1, 1, 0),
                weights(outputs, from.size(), 1, 1), codebook(), 0, floats(outputs), Clamp.NONE);
    }

    private SparseWeights weights(int outputs, int inputs, int kernelHeight, int kernelWidth) {
        int size = outputs * inputs * kernelHeight * kernelWidth;
        int[] positions = IntStream.range(0, size).filter(position -> random.nextInt(3) > 0).toArray();
        int[] codes = Arrays.stream(positions).map(position -> 1 + random.nextInt(15)).toArray();
        return new SparseWeights(outputs, inputs, kernelHeight, kernelWidth, Ints.of(positions), Ints.of(codes), 4);
    }

    private Floats codebook() {
        float[] values = new float[16];
        for (int code = 1; code < values.length; code++) {
            values[code] = (float) random.nextGaussian() / 4;
        }
        return Floats.of(values);
    }

    private Floats floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Floats.of(values);
    }

    IntTensor image(Shape shape) {
        return new IntTensor(shape, random.ints(shape.size(), 0, 256).toArray());
    }

    CalibrationImages images(Shape shape, int count) {
        List<IntTensor> images = IntStream.range(0, count).mapToObj(i -> image(shape)).toList();
        return new CalibrationImages(IntStream.range(0, count).mapToObj(i -> "image " + i).toList(), images);
    }
}
