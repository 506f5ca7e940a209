package winnow.onnx;

/** Rows and columns of zeros around a map, each at least 0. */
record Padding(int top, int left, int bottom, int right) {
    static final Padding NONE = new Padding(0, 0, 0, 0);

    Padding plus(Padding other) {
        return new Padding(top + other.top, left + other.left, bottom + other.bottom, right + other.right);
    }

    int rows() {
        return top + bottom;
    }

    int columns() {
        return left + right;
    }
}
