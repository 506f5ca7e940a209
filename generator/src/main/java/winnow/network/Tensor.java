package winnow.network;

/**
 * An activation tensor of an {@link IntegerNetwork}: every value x in it is an integer of the given format.
 *
 * @param name as the source model has it; any text, not blank
 */
public record Tensor(String name, Shape shape, FixedPoint format) {
    public Tensor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tensor has a name");
        }
    }
}
