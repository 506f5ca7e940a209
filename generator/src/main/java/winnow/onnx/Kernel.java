package winnow.onnx;

import java.util.Arrays;
import winnow.network.FloatWeights;
import winnow.network.Ints;

/**
 * A layer's weights as the file has them, {@code [outputs][inputs of a group][rows][columns]}, and where they stand in the
 * network's tensor, in which groups, dilation and uneven padding are zeros: those cost the hardware nothing.
 */
final class Kernel {
    private final float[] values;
    private final int outputs;
    private final int groups;
    private final int groupInputs;
    private final Taps rows;
    private final Taps columns;

    /**
     * @param groups divides the number of outputs
     * @throws Refusal if the tensor, zeros included, exceeds the network's limit
     */
    Kernel(float[] values, int outputs, int groups, Taps rows, Taps columns) {
        this.values = values;
        this.outputs = outputs;
        this.groups = groups;
        this.rows = rows;
        this.columns = columns;
        groupInputs = values.length / outputs / rows.count() / columns.count();
        double size = (double) outputs * groups * groupInputs * rows.size() * columns.size();
        if (size > Integer.MAX_VALUE) {
            throw new Refusal("a tensor of " + outputs + " x " + groups * groupInputs + " x " + rows.size() + " x "
                    + columns.size() + " weights, zeros between groups included, exceeds the limit of 2^31 - 1");
        }
    }

    /** Each channel by itself. */
    static Kernel diagonal(int channels) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return new Kernel(ones, channels, channels, Taps.ONE, Taps.ONE);
    }

    /**
     * The network's weights, each multiplied by its output's factor.
     *
     * @throws Refusal if some are not finite then
     */
    FloatWeights scaled(double[] factors) {
        int[] positions = new int[values.length];
        float[] stored = new float[values.length];
        int nonzeros = 0;
        int broken = 0;
        for (int i = 0; i < values.length; i++) {
            float value = (float) (values[i] * factors[i / perOutput()]);
            broken += Float.isFinite(value) ? 0 : 1;
            if (value != 0) {
                positions[nonzeros] = position(i);
                stored[nonzeros++] = value;
            }
        }
        if (broken > 0) {
            throw new Refusal(broken + " of its " + values.length
                    + " weights are not numbers or infinite, once what follows is folded in");
        }
        FloatWeights weights = FloatWeights.of(outputs, groups * groupInputs, rows.size(), columns.size(),
                Ints.of(Arrays.copyOf(positions, nonzeros)), Arrays.copyOf(stored, nonzeros));
        return new FloatWeights(weights.sparse().withParameters(values.length), weights.codebook());
    }

    private int perOutput() {
        return groupInputs * rows.count() * columns.count();
    }

    private int position(int index) {
        int column = columns.place(index % columns.count());
        int row = rows.place(index / columns.count() % rows.count());
        int output = index / perOutput();
        int group = output / (outputs / groups);
        int input = group * groupInputs + index / columns.count() / rows.count() % groupInputs;
        return ((output * groups * groupInputs + input) * rows.size() + row) * columns.size() + column;
    }
}
