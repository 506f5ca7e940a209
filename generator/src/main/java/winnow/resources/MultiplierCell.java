package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A kind of multiplier that a family has, as Yosys is told of it.
 *
 * @param name       of the cell
 * @param a          most bits of the wider operand
 * @param b          most bits of the other
 * @param partialA   bits of the wider operand that one takes if several share it
 * @param leastA     fewest bits of the wider operand; below that it is logic
 * @param leastB     fewest bits of the other
 * @param leastResult fewest bits of the product
 * @param signedOnly whether operands are always two's complement, so that all but the last of several have a bit less
 */
public record MultiplierCell(
        @JsonProperty("name") String name,
        @JsonProperty("a") int a,
        @JsonProperty("b") int b,
        @JsonProperty("partial_a") int partialA,
        @JsonProperty("least_a") int leastA,
        @JsonProperty("least_b") int leastB,
        @JsonProperty("least_result") int leastResult,
        @JsonProperty("signed_only") boolean signedOnly) {
    private boolean suits(int wide, int narrow, int result) {
        return wide >= leastA && narrow >= leastB && result >= leastResult;
    }

    /** What makes one multiplier of a family: the first kind of cell that suits; what suits none becomes logic. */
    static Resources make(Family family, Multiplier multiplier) {
        return make(family, family.multipliers(), multiplier.a(), multiplier.b(), multiplier.result());
    }

    /**
     * An operand that is too wide is cut into slices, and the last slice may be one for the kinds that come later.
     *
     * @param kinds of cells, from the one to try first on
     */
    private static Resources make(Family family, List<MultiplierCell> kinds, int a, int b, int result) {
        int wide = Math.max(a, b);
        int narrow = Math.min(a, b);
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).suits(wide, narrow, result)) {
                return kinds.get(i).cut(family, kinds.subList(i, kinds.size()), wide, narrow, result);
            }
        }
        return Resources.NONE;
    }

    private Resources cut(Family family, List<MultiplierCell> kinds, int wide, int narrow, int result) {
        int head = signedOnly ? 1 : 0;
        if (wide > a) {
            int slice = partialA - head;
            int slices = (wide - a + slice - 1) / slice;
            int last = wide - slices * slice;
            return make(family, kinds, partialA, narrow, Math.min(result, narrow + partialA)).times(slices)
                    .plus(make(family, kinds, last, narrow, narrow + last));
        }
        if (narrow > b) {
            int slice = b - head;
            int slices = (narrow - b + slice - 1) / slice;
            int last = narrow - slices * slice;
            return make(family, kinds, wide, b, Math.min(result, wide + b)).times(slices)
                    .plus(make(family, kinds, wide, last, wide + last));
        }
        return family.cell(name);
    }
}
