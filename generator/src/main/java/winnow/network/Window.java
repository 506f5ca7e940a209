package winnow.network;

/**
 * The sliding window of a convolution or pool, in pixels. The output's size is not derived from it but given with the
 * layer, because frameworks round differently (Caffe rounds pools up); positions beyond the map are padding.
 *
 * @param kernelHeight 1..{@value #MAXIMUM_KERNEL}, like kernelWidth
 * @param strideHeight 1..{@value #MAXIMUM_KERNEL}, like strideWidth
 * @param padTop       rows of padding above the map, 0..kernelHeight - 1 for a pool, any for a convolution
 * @param padLeft      columns of padding left of the map
 */
public record Window(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int padTop, int padLeft) {
    public static final int MAXIMUM_KERNEL = 1024;

    /** Each pixel by itself. */
    public static final Window PIXEL = square(1, 1, 0);

    public Window {
        requireWithin("kernel height", kernelHeight, 1);
        requireWithin("kernel width", kernelWidth, 1);
        requireWithin("stride height", strideHeight, 1);
        requireWithin("stride width", strideWidth, 1);
        requireWithin("top padding", padTop, 0);
        requireWithin("left padding", padLeft, 0);
    }

    /** A square window. */
    public static Window square(int kernel, int stride, int pad) {
        return new Window(kernel, kernel, stride, stride, pad, pad);
    }

    /** Number of positions in the window. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    private static void requireWithin(String what, int value, int minimum) {
        if (value < minimum || value > MAXIMUM_KERNEL) {
            throw new IllegalArgumentException(what + " lies in " + minimum + ".." + MAXIMUM_KERNEL + ", not " + value);
        }
    }
}
