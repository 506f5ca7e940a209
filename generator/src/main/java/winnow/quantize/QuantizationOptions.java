package winnow.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.InvalidInputException;

/**
 * How a network becomes integers.
 *
 * @param activationBits width of every tensor but the input, 2..16
 * @param codebookBits   greatest width of a codebook's entries, 2..16
 * @param tensorBits     widths of tensors that have one of their own, by the names that {@link Quantizer#formatGroups} gives
 */
public record QuantizationOptions(int activationBits, int codebookBits, Calibration calibration, Map<String, Integer> tensorBits) {
    public static final QuantizationOptions DEFAULT = new QuantizationOptions(8, 10, Calibration.MSE);

    public QuantizationOptions {
        tensorBits = Map.copyOf(tensorBits);
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

    public QuantizationOptions(int activationBits, int codebookBits, Calibration calibration) {
        this(activationBits, codebookBits, calibration, Map.of());
    }

    /** The same with other widths for some tensors. */
    public QuantizationOptions withTensorBits(Map<String, Integer> bits) {
        return new QuantizationOptions(activationBits, codebookBits, calibration, bits);
    }

    int bits(String tensor) {
        return tensorBits.getOrDefault(tensor, activationBits);
    }
}
