package winnow.onnx;

import winnow.network.Longs;

/** What a node reads: a constant of the file, or a tensor that depends on the network's input. */
sealed interface Operand permits Constant, View {
    /** Sizes of the axes; none for a single number. */
    Longs dims();
}
