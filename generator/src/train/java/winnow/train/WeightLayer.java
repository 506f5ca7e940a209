package winnow.train;

import java.util.Random;

/** A layer's trainable values. Training changes the arrays in place. */
final class WeightLayer {
    /** How a layer uses its weights, and how wide Deep Compression makes its weight codes. */
    enum Kind {
        CONVOLUTION(8),
        FULLY_CONNECTED(4);

        private final int codeBits;

        Kind(int codeBits) {
            this.codeBits = codeBits;
        }

        /** Width of a weight code; the codebook has 2^codeBits entries, the first of them being 0. */
        int codeBits() {
            return codeBits;
        }
    }

    private final String name;
    private final Kind kind;
    private final int outputs;
    private final int inputs;
    private final int kernelSide;
    private final float[] weights;
    private final float[] bias;

    private WeightLayer(String name, Kind kind, int outputs, int inputs, int kernelSide, float[] weights, float[] bias) {
        this.name = name;
        this.kind = kind;
        this.outputs = outputs;
        this.inputs = inputs;
        this.kernelSide = kernelSide;
        this.weights = weights;
        this.bias = bias;
    }

    /** A convolution with weights {@code [outputs][inputs][kernelSide][kernelSide]}, all of them 0. */
    static WeightLayer convolution(String name, int outputs, int inputs, int kernelSide) {
        float[] weights = new float[outputs * inputs * kernelSide * kernelSide];
        return new WeightLayer(name, Kind.CONVOLUTION, outputs, inputs, kernelSide, weights, new float[outputs]);
    }

    /**
     * A fully-connected layer with weights {@code [outputs][inputs]}, all of them 0. The inputs are in (channel, row,
     * column) order.
     */
    static WeightLayer fullyConnected(String name, int outputs, int inputs) {
        return new WeightLayer(
                name, Kind.FULLY_CONNECTED, outputs, inputs, 1, new float[outputs * inputs], new float[outputs]);
    }

    /** Draws the weights uniformly from +-sqrt(3 / fan-in), Caffe's "xavier" filler (Glorot and Bengio, 2010). */
    void fill(Random random) {
        double limit = Math.sqrt(3.0 / (inputs * kernelSide * kernelSide));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
    }

    WeightLayer copy() {
        return new WeightLayer(name, kind, outputs, inputs, kernelSide, weights.clone(), bias.clone());
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** Shape of the weights: four sizes for a convolution, two for a fully-connected layer. */
    long[] shape() {
        return kind == Kind.CONVOLUTION
                ? new long[] {outputs, inputs, kernelSide, kernelSide}
                : new long[] {outputs, inputs};
    }

    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }
}
