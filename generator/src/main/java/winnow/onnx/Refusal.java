package winnow.onnx;

/** Why a node cannot be taken; who reads the graph puts the node's name before it and goes on with the next node. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String problem) {
        super(problem);
    }
}
