package winnow.reader;

import java.util.List;
import java.util.Optional;
import winnow.network.Shape;

/** Shapes from a file of somebody else's: a tensor too large to be meant is reported, not allocated. */
public final class PlausibleShape {
    /** Above this a tensor is taken for a typing error. */
    private static final long MAXIMUM_TENSOR_SIZE = 1L << 28;

    private PlausibleShape() {}

    /**
     * A shape of plausible size, or a problem.
     *
     * @param owner what the problem's text begins with
     * @param sizes channels, rows, columns
     */
    public static Optional<Shape> of(String owner, long[] sizes, List<String> problems) {
        long size = 1;
        for (long axis : sizes) {
            if (axis < 1 || axis > MAXIMUM_TENSOR_SIZE || size * axis > MAXIMUM_TENSOR_SIZE) {
                problems.add(owner + ": a tensor of " + sizes[0] + " x " + sizes[1] + " x " + sizes[2]
                        + " is outside 1.." + MAXIMUM_TENSOR_SIZE + " values");
                return Optional.empty();
            }
            size *= axis;
        }
        return Optional.of(new Shape((int) sizes[0], (int) sizes[1], (int) sizes[2]));
    }
}
