package winnow.quantize;

import java.util.ArrayList;
import java.util.List;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;

/**
 * What a network was trained to see: {@code (pixel - mean) x scale}, in its channel order.
 *
 * @param mean  per channel in the network's order, 0..255; one value is for all channels, none is 0
 * @param scale positive
 */
public record InputTransform(ChannelOrder order, List<Double> mean, double scale) {
    /** The pixels as they are. */
    public static final InputTransform NONE = new InputTransform(ChannelOrder.RGB, List.of(), 1);

    public InputTransform {
        mean = List.copyOf(mean);
        List<String> problems = new ArrayList<>();
        for (double value : mean) {
            if (!(value >= 0 && value <= 255)) {
                problems.add("--mean: " + value + " is outside 0..255, the range of a pixel");
            }
        }
        if (!(scale > 0 && Math.getExponent(scale) >= -32 && Math.getExponent(scale) <= 32)) {
            problems.add("--scale: " + scale + " is not a positive number between 2^-32 and 2^32");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** The mean of one of the network's channels. */
    public double mean(int channel) {
        return mean.isEmpty() ? 0 : mean.get(mean.size() == 1 ? 0 : channel);
    }

    /**
     * An image as the network was trained to see it.
     *
     * @param image pixels 0..255, its channels in the order red, green, blue, or one
     * @return in (channel, row, column) order, the channels in the network's order
     */
    public float[] apply(IntTensor image) {
        Shape shape = image.shape();
        float[] values = new float[shape.size()];
        int map = shape.height() * shape.width();
        for (int i = 0; i < values.length; i++) {
            int channel = i / map;
            int pixel = image.values()[order.imageChannel(channel, shape.channels()) * map + i % map];
            values[i] = (float) ((pixel - mean(channel)) * scale);
        }
        return values;
    }

    /** Binary point of the input tensor: it takes up a scale that is a power of two. */
    int inputFractionBits() {
        return isPowerOfTwo() ? -Math.getExponent(scale) : 0;
    }

    /** What remains of the scale, for the codebooks of the layers that read the input. */
    double codebookScale() {
        return isPowerOfTwo() ? 1 : scale;
    }

    /** Whether a layer without weights, which could not absorb it, may read the input. */
    boolean needsWeights() {
        return order != ChannelOrder.RGB || mean.stream().anyMatch(value -> value != 0) || !isPowerOfTwo();
    }

    /** Problems of this transform with images of the given shape. */
    List<String> problems(Shape shape) {
        List<String> problems = new ArrayList<>();
        if (mean.size() > 1 && mean.size() != shape.channels()) {
            problems.add("--mean: " + mean.size() + " values for an input of " + shape.channels() + " channels");
        }
        if (order == ChannelOrder.BGR && shape.channels() != 3) {
            problems.add("--channels BGR: the input has " + shape.channels() + " channels, not 3");
        }
        return problems;
    }

    private boolean isPowerOfTwo() {
        return Math.scalb(1.0, Math.getExponent(scale)) == scale;
    }
}
