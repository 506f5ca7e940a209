package winnow.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import winnow.network.Clamp;
import winnow.network.Codebook;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.IntTensor;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;

/** Random dense networks, layers and images for tests of compression; the same seed gives the same. */
public final class RandomFloatNetworks {
    private final Random random;

    public RandomFloatNetworks(long seed) {
        random = new Random(seed);
    }

    /** One to three convolutions with windows of any form, called conv1 and so on, and a fully-connected layer ip1. */
    Network chain() {
        Shape shape = new Shape(within(1, 3), within(6, 10), within(6, 10));
        List<Layer> layers = new ArrayList<>();
        Shape input = shape;
        String tensor = "data";
        for (int i = 1; i <= within(1, 3); i++) {
            Layer.Weighted layer = convolution("conv" + i, tensor, input, within(1, 6));
            layers.add(layer);
            input = layer.outputShape();
            tensor = layer.output();
        }
        layers.add(fullyConnected("ip1", tensor, input.size(), within(1, 8)));
        return new Network("chain", "data", shape, layers);
    }

    /** Kernel, stride and padding each of their own down and across. */
    Layer.Weighted convolution(String name, String input, Shape from, int outputs) {
        int height = within(1, Math.min(4, from.height()));
        int width = within(1, Math.min(4, from.width()));
        Window window = new Window(height, width, within(1, 3), within(1, 3), within(0, height - 1), within(0, width - 1));
        return convolution(name, input, from, outputs, window);
    }

    public Layer.Weighted convolution(String name, String input, Shape from, int outputs, Window window) {
        Shape to = new Shape(outputs,
                (from.height() + 2 * window.padTop() - window.kernelHeight()) / window.strideHeight() + 1,
                (from.width() + 2 * window.padLeft() - window.kernelWidth()) / window.strideWidth() + 1);
        FloatWeights weights = FloatWeights.of(outputs, from.channels(), window.kernelHeight(), window.kernelWidth(),
                gaussian(outputs * from.channels() * window.taps()));
        return layer(name, input, to, false, window, weights, Clamp.RELU);
    }

    public Layer.Weighted fullyConnected(String name, String input, int inputs, int outputs) {
        FloatWeights weights = FloatWeights.of(outputs, inputs, 1, 1, gaussian(outputs * inputs));
        return layer(name, input, Shape.vector(outputs), true, Window.PIXEL, weights, Clamp.NONE);
    }

    private Layer.Weighted layer(
            String name, String input, Shape to, boolean full, Window window, FloatWeights weights, Clamp clamp) {
        return new Layer.Weighted(name, input, name, to, full, window, weights.sparse(), weights.codebook(),
                Codebook.NO_PADDING_CODE, Floats.of(gaussian(to.channels())), clamp);
    }

    float[] gaussian(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Whole numbers around 0, among which there are many equal magnitudes and zeros. */
    float[] coarse(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = within(-4, 4) * 0.25f;
        }
        return values;
    }

    IntTensor image(Shape shape) {
        return new IntTensor(shape, random.ints(shape.size(), 0, 256).toArray());
    }

    int within(int least, int greatest) {
        return least + random.nextInt(greatest - least + 1);
    }
}
