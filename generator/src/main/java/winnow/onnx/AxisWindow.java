package winnow.onnx;

import winnow.network.Window;

/**
 * A window that slides along the rows or the columns of a map, as ONNX has it: with padding of its own at either end and
 * distances between its taps. The network knows one padding for both ends, and counts what lies beyond the map as padding.
 *
 * @param input    rows or columns of the map
 * @param kernel   number of taps
 * @param dilation from tap to tap
 * @param before   padding in front of the map
 * @param after    padding behind it
 */
record AxisWindow(int input, int kernel, int stride, int dilation, int before, int after) {
    /** The whole axis at once. */
    static AxisWindow whole(int input) {
        if (input > Window.MAXIMUM_KERNEL) {
            throw new Refusal("pools an axis of " + input + " at once; the largest kernel is " + Window.MAXIMUM_KERNEL);
        }
        return new AxisWindow(input, input, 1, 1, 0, 0);
    }

    AxisWindow padded(int moreBefore, int moreAfter) {
        return new AxisWindow(input, kernel, stride, dilation, before + moreBefore, after + moreAfter);
    }

    /** Places from the first tap to the last, both included. */
    int extent() {
        return (kernel - 1) * dilation + 1;
    }

    /**
     * Number of outputs: rounded down, or up, but then without a last window that begins behind the map and its front padding.
     */
    int outputs(boolean roundedUp) {
        int room = input + before + after - extent();
        if (room < 0) {
            throw new Refusal("its window of " + extent() + " does not fit an axis of " + input + " with padding " + before + " and "
                    + after);
        }
        if (!roundedUp) {
            return room / stride + 1;
        }
        int outputs = (room + stride - 1) / stride + 1;
        return (outputs - 1) * stride >= input + before ? outputs - 1 : outputs;
    }

    /**
     * A convolution's kernel for equal padding at both ends: zeros in front of the kernel for more padding at the far end, behind
     * it for less, and as few as give the same number of outputs.
     */
    Taps convolved() {
        int outputs = outputs(false);
        int wanted = after - before;
        int step = Integer.signum(wanted);
        int added = 0;
        while (added != wanted && equallyPadded(added) != outputs) {
            added += step;
        }
        Taps taps = new Taps(kernel, dilation, Math.max(0, added), extent() + Math.abs(added));
        if (taps.size() > Window.MAXIMUM_KERNEL || pad(taps) > Window.MAXIMUM_KERNEL) {
            throw new Refusal("its kernel of " + taps.size() + " with padding " + pad(taps)
                    + ", dilation and uneven padding counted in, exceeds the limit of " + Window.MAXIMUM_KERNEL);
        }
        return taps;
    }

    /** Outputs with so many zeros in front of the kernel, and as much more padding, or with so many behind it. */
    private int equallyPadded(int added) {
        return Math.floorDiv(input + 2 * before + added - extent(), stride) + 1;
    }

    /** The padding at both ends that belongs to the taps. */
    int pad(Taps taps) {
        return before + taps.front();
    }

    /**
     * The outputs of a pool.
     *
     * @throws Refusal if the network's pools, whose padding is equal and which take every window that begins on the map, differ
     */
    int pooled(boolean roundedUp) {
        int outputs = outputs(roundedUp);
        if (before >= kernel || after >= kernel) {
            throw new Refusal("padding " + before + " and " + after + " must be less than the kernel of " + kernel);
        }
        int lastStart = (outputs - 1) * stride - before;
        if (lastStart >= input) {
            throw new Refusal("its last window lies wholly behind an axis of " + input);
        }
        if (lastStart + stride + kernel <= input + before) {
            throw new Refusal("padding " + before + " in front and " + after + " behind gives " + outputs
                    + " outputs; Winnow's pools have one padding for both ends, with which there would be more");
        }
        return outputs;
    }

    /** Whether the last window reaches beyond the map and its padding, as rounding up lets it. */
    boolean overhangs(int outputs) {
        return (outputs - 1) * stride - before + kernel > input + after;
    }

    /** Whether the divisor of every average is the network's: the positions of the window on the map and its equal padding. */
    boolean averagesAlike(int outputs, boolean paddingCounts) {
        for (int i = 0; i < outputs; i++) {
            int start = i * stride - before;
            int network = Math.min(start + kernel, input + before) - start;
            int counted = paddingCounts
                    ? Math.min(start + kernel, input + after) - start
                    : Math.min(start + kernel, input) - Math.max(start, 0);
            if (counted != network) {
                return false;
            }
        }
        return true;
    }
}
