package winnow.network;

/**
 * The weights that pruning left, each as a position and a code into the layer's codebook.
 *
 * <p>The tensor is {@code [outputs][inputs][kernelHeight][kernelWidth]}, flattened; positions not listed are 0.
 * A fully-connected layer has a 1 x 1 kernel and its inputs in (channel, row, column) order.
 *
 * @param positions ascending, without repetition, each below {@link #size()}
 * @param codes     as many as positions, each below the codebook's size
 * @param indexBits width of the relative index in the file that the weights came from, 1..8: what "as shipped" means
 * @param parameters how many positions of the tensor the network has weights for, at least the number of positions listed:
 *                   fewer than {@link #size()} where groups or dilation leave holes
 */
public record SparseWeights(
        int outputs, int inputs, int kernelHeight, int kernelWidth, Ints positions, Ints codes, int indexBits, int parameters) {
    public SparseWeights {
        if (outputs < 1 || inputs < 1 || kernelHeight < 1 || kernelWidth < 1) {
            throw new IllegalArgumentException("a weight tensor has sizes of at least 1");
        }
        long size = (long) outputs * inputs * kernelHeight * kernelWidth;
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a weight tensor has at most 2^31 - 1 values, not " + size);
        }
        if (indexBits < 1 || indexBits > 8) {
            throw new IllegalArgumentException("a relative index has 1..8 bits, not " + indexBits);
        }
        if (positions.length() != codes.length()) {
            throw new IllegalArgumentException(positions.length() + " positions but " + codes.length() + " codes");
        }
        int previous = -1;
        for (int i = 0; i < positions.length(); i++) {
            if (positions.get(i) <= previous || positions.get(i) >= size) {
                throw new IllegalArgumentException("weight " + i + ": position " + positions.get(i)
                        + " does not lie between its predecessor " + previous + " and the tensor's size " + size);
            }
            previous = positions.get(i);
        }
        if (parameters < positions.length() || parameters > size) {
            throw new IllegalArgumentException("a tensor of " + size + " values with " + positions.length()
                    + " positions listed has as many weights or up to its size, not " + parameters);
        }
    }

    /** A tensor without holes. */
    public SparseWeights(int outputs, int inputs, int kernelHeight, int kernelWidth, Ints positions, Ints codes, int indexBits) {
        this(outputs, inputs, kernelHeight, kernelWidth, positions, codes, indexBits,
                Math.multiplyExact(Math.multiplyExact(outputs, inputs), Math.multiplyExact(kernelHeight, kernelWidth)));
    }

    /** The same of a network that has so many weights for it. */
    public SparseWeights withParameters(int number) {
        return new SparseWeights(outputs, inputs, kernelHeight, kernelWidth, positions, codes, indexBits, number);
    }

    /** Number of weights, zeros included. */
    public int size() {
        return outputs * perOutput();
    }

    /** Number of weights that one output has, zeros included. */
    public int perOutput() {
        return inputs * kernelHeight * kernelWidth;
    }

    /** Number of weights that are stored. */
    public int nonzeros() {
        return positions.length();
    }

    /** The same weights in a kernel with more rows and columns, which are zeros. */
    public SparseWeights inKernel(int height, int width) {
        int[] moved = positions.stream().map(position -> {
            int row = position / kernelWidth;
            return (row / kernelHeight * height + row % kernelHeight) * width + position % kernelWidth;
        }).toArray();
        return new SparseWeights(outputs, inputs, height, width, Ints.of(moved), codes, indexBits, parameters);
    }

    /**
     * For every output the index of its first stored weight, and at the end the number of stored weights: output o has
     * the weights {@code starts[o]} to {@code starts[o + 1] - 1}.
     */
    public int[] outputStarts() {
        int[] starts = new int[outputs + 1];
        int weight = 0;
        for (int output = 0; output <= outputs; output++) {
            long end = (long) output * perOutput();
            while (weight < nonzeros() && positions.get(weight) < end) {
                weight++;
            }
            starts[output] = weight;
        }
        return starts;
    }
}
