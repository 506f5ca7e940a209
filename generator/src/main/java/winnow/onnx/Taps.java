package winnow.onnx;

/**
 * Where the rows, or columns, of a kernel of the file stand in the network's: dilation leaves holes between them, and unequal
 * padding is made equal by zeros before or behind them.
 *
 * @param count how many the file has
 * @param step  the dilation
 * @param front zeros before the first
 * @param size  how many the network has, zeros included
 */
record Taps(int count, int step, int front, int size) {
    static final Taps ONE = new Taps(1, 1, 0, 1);

    int place(int tap) {
        return front + tap * step;
    }
}
