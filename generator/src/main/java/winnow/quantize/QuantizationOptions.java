package winnow.quantize;

import java.util.ArrayList;
import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.InvalidInputException;

/**
 * How a network becomes integers.
 *
 * @param activationBits width of every tensor but the input, 2..16
 * @param codebookBits   greatest width of a codebook's entries, 2..16
 */
public record QuantizationOptions(int activationBits, int codebookBits, Calibration calibration) {
    public static final QuantizationOptions DEFAULT = new QuantizationOptions(8, 10, Calibration.MSE);

    public QuantizationOptions {
        List<String> problems = new ArrayList<>();
        if (activationBits < 2 || activationBits > FixedPoint.MAXIMUM_BITS) {
            problems.add("--activation-bits: " + activationBits + " is outside 2.." + FixedPoint.MAXIMUM_BITS);
        }
        if (codebookBits < 2 || codebookBits > 16) {
            problems.add("--codebook-bits: " + codebookBits + " is outside 2..16");
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
