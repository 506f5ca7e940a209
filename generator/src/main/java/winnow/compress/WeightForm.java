package winnow.compress;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What values a layer's weights may take in the end. */
public enum WeightForm {
    /** Any, but few different ones: clusters (Han et al., ICLR 2016). */
    SHARED,
    /** Two, a and -a (Rastegari et al., ECCV 2016; trained as in BinaryConnect, Courbariaux et al., NIPS 2015). */
    BINARY,
    /** Three, p, 0 and -n (Zhu et al., ICLR 2017). */
    TERNARY;

    /** The weights in this form, if the form alone says which they are. */
    Optional<SharedTensor> project(float[] weights) {
        return switch (this) {
            case SHARED -> Optional.empty();
            case BINARY -> Optional.of(BinaryWeights.of(weights));
            case TERNARY -> Optional.of(TernaryWeights.of(weights));
        };
    }

    /** @throws IllegalArgumentException if there is no form of this name */
    public static WeightForm parse(String name) {
        return Arrays.stream(values()).filter(form -> form.label().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is none of "
                        + Arrays.stream(values()).map(WeightForm::label).collect(Collectors.joining(", "))));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
