package winnow.onnx;

import java.util.Arrays;
import winnow.network.Floats;

/** Per channel a factor and an offset: {@code factor x value + offset}, in doubles. */
final class Affine {
    private final double[] factors;
    private final double[] offsets;

    private Affine(double[] factors, double[] offsets) {
        this.factors = factors;
        this.offsets = offsets;
    }

    /** One offset for each factor. */
    static Affine of(double[] factors, double[] offsets) {
        return new Affine(factors.clone(), offsets.clone());
    }

    static Affine factors(double[] factors) {
        return new Affine(factors.clone(), new double[factors.length]);
    }

    static Affine offsets(double[] offsets) {
        double[] ones = new double[offsets.length];
        Arrays.fill(ones, 1);
        return new Affine(ones, offsets.clone());
    }

    /** This first, then the other. */
    Affine then(Affine next) {
        double[] newFactors = new double[size()];
        double[] newOffsets = new double[size()];
        for (int i = 0; i < size(); i++) {
            newFactors[i] = factors[i] * next.factors[i];
            newOffsets[i] = offsets[i] * next.factors[i] + next.offsets[i];
        }
        return new Affine(newFactors, newOffsets);
    }

    int size() {
        return factors.length;
    }

    double[] factors() {
        return factors.clone();
    }

    /**
     * The offsets as floats.
     *
     * @throws Refusal if some are not finite
     */
    Floats roundedOffsets() {
        float[] rounded = new float[size()];
        int broken = 0;
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) offsets[i];
            broken += Float.isFinite(rounded[i]) ? 0 : 1;
        }
        if (broken > 0) {
            throw new Refusal(broken + " of its " + rounded.length + " biases are not numbers or infinite, once what follows is folded in");
        }
        return Floats.of(rounded);
    }
}
