package winnow.network;

import java.util.List;

/**
 * One step of a {@link Network}. An activation function that follows a layer with weights or an
 * addition is part of it; dropout and the final softmax do not exist here.
 */
public sealed interface Layer {
    String name();

    /** Names of the tensors that this layer reads. */
    List<String> inputs();

    /** Name of the tensor that this layer writes. */
    String output();

    Shape outputShape();

    /**
     * A convolution or a fully-connected layer: the latter has a window of 1 x 1, a vector as output, and reads its input
     * flattened in (channel, row, column) order.
     *
     * @param codebook at least 1 finite weight; of a network as it was trained as many as there are different values, at most
     *                 {@link Codebook#MAXIMUM_SIZE} once weights are shared
     * @param paddingCode the code of 0.0 that the source uses for padding, or -1
     * @param bias     one per output; zeros if the source has none
     * @param clamp    the activation function
     */
    record Weighted(
            String name,
            String input,
            String output,
            Shape outputShape,
            boolean fullyConnected,
            Window window,
            SparseWeights weights,
            Floats codebook,
            int paddingCode,
            Floats bias,
            Clamp clamp)
            implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        /** The weight tensor with its zeros, {@code [outputs][inputs][kernelHeight][kernelWidth]} flattened. */
        public float[] denseWeights() {
            return new FloatWeights(weights, codebook).dense();
        }

        /**
         * This layer with other weights of the same sizes and another bias.
         *
         * @param values {@code [outputs][inputs][kernelHeight][kernelWidth]}, flattened, finite
         */
        public Weighted with(float[] values, Floats newBias) {
            return with(FloatWeights.of(weights.outputs(), weights.inputs(), weights.kernelHeight(), weights.kernelWidth(), values),
                    newBias);
        }

        /** This layer with other weights of the same sizes, none of them padding, and another bias. */
        public Weighted with(FloatWeights values, Floats newBias) {
            return new Weighted(name, input, output, outputShape, fullyConnected, window, values.sparse().withParameters(weights.parameters()),
                    values.codebook(),
                    Codebook.NO_PADDING_CODE, newBias, clamp);
        }
    }

    /** A maximum or average pool; the average's divisor counts padding within the declared border (Caffe). */
    record Pool(String name, String input, String output, Shape outputShape, boolean average, Window window) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** Joins tensors along the channels. */
    record Concatenation(String name, List<String> inputs, String output, Shape outputShape) implements Layer {
        public Concatenation {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * The sum of tensors of one shape; a tensor may occur twice.
     *
     * @param clamp the activation function
     */
    record Addition(String name, List<String> inputs, String output, Shape outputShape, Clamp clamp) implements Layer {
        public Addition {
            inputs = List.copyOf(inputs);
        }
    }
}
