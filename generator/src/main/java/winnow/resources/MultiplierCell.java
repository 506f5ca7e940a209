package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A kind of multiplier that a family has, as Yosys is told of it.
 *
 * @param name       of the cell
 * @param units      what one counts for among the family's DSP blocks
 * @param a          most bits of the wider operand, which comes first
 * @param b          most bits of the other
 * @param partialA   bits of the wider operand that one takes if several share it
 * @param leastA     fewest bits of the wider operand; below that it is logic
 * @param leastB     fewest bits of the other
 * @param leastResult fewest bits of the product
 * @param signedOnly whether operands are always two's complement, so that all but the last of several have a bit less
 */
public record MultiplierCell(
        @JsonProperty("name") String name,
        @JsonProperty("units") int units,
        @JsonProperty("a") int a,
        @JsonProperty("b") int b,
        @JsonProperty("partial_a") int partialA,
        @JsonProperty("least_a") int leastA,
        @JsonProperty("least_b") int leastB,
        @JsonProperty("least_result") int leastResult,
        @JsonProperty("signed_only") boolean signedOnly) {
    /** Whether Yosys makes a multiplier of such cells; it looks at the operands in their order. */
    boolean suits(Multiplier multiplier) {
        return multiplier.a() >= leastA && multiplier.b() >= leastB && multiplier.result() >= leastResult;
    }

    /** How many make one multiplier. */
    int cells(Multiplier multiplier) {
        int wide = Math.max(multiplier.a(), multiplier.b());
        int narrow = Math.min(multiplier.a(), multiplier.b());
        return cells(wide, narrow, multiplier.result());
    }

    /** An operand that is too wide is cut into slices; a slice that is too narrow becomes logic. */
    private int cells(int wide, int narrow, int result) {
        if (wide < leastA || narrow < leastB || result < leastResult) {
            return 0;
        }
        int head = signedOnly ? 1 : 0;
        if (wide > a) {
            int slice = partialA - head;
            int slices = (wide - a + slice - 1) / slice;
            int last = wide - slices * slice;
            return slices * cells(partialA, narrow, Math.min(result, narrow + partialA)) + cells(last, narrow, narrow + last);
        }
        if (narrow > b) {
            int slice = b - head;
            int slices = (narrow - b + slice - 1) / slice;
            int last = narrow - slices * slice;
            return slices * cells(wide, b, Math.min(result, wide + b)) + cells(wide, last, wide + last);
        }
        return 1;
    }
}
