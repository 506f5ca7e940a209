package winnow.reader;

/**
 * The weights that a layer must find in its weight file.
 *
 * @param codeBits width of a weight's code: the codebook has 2^codeBits entries
 * @param biased   whether a bias per output is stored
 */
record WeightShape(String layer, int outputs, int inputs, int kernelHeight, int kernelWidth, int codeBits, boolean biased) {
    static final int CONVOLUTION_CODE_BITS = 8;
    static final int FULLY_CONNECTED_CODE_BITS = 4;

    /** Number of weights, zeros included. */
    long size() {
        return (long) outputs * inputs * kernelHeight * kernelWidth;
    }

    int codebookSize() {
        return 1 << codeBits;
    }

    int biases() {
        return biased ? outputs : 0;
    }
}
