package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import winnow.network.InvalidInputException;

/**
 * A family of devices as Yosys synthesises for it; a resource file per family.
 *
 * @param name        as options name it
 * @param title       as people name it
 * @param yosys       the command that runs Yosys where it is not {@code yosys}: a newer one that knows more of the family
 * @param synthesis   Yosys' command, without the top
 * @param lutInputs   inputs of a look-up table
 * @param romBitCost  what Yosys takes a bit of a memory that is never written to cost in logic
 * @param memories    kinds of memory cells
 * @param multipliers kinds of multiplier cells, the first that suits is taken
 * @param luts        what a cell counts for in look-up tables, by the cell's name, a regular expression
 * @param ffs         likewise, in flip-flops
 * @param brams       likewise, in block RAMs
 * @param dsps        likewise, in DSP blocks
 * @param units       what a block RAM and a DSP block are counted in, where it is not the whole cell
 */
public record Family(
        @JsonProperty("name") String name,
        @JsonProperty("title") String title,
        @JsonProperty("yosys") String yosys,
        @JsonProperty("synthesis") String synthesis,
        @JsonProperty("whole") String whole,
        @JsonProperty("apart") String apart,
        @JsonProperty("lut_inputs") int lutInputs,
        @JsonProperty("rom_bit_cost") double romBitCost,
        @JsonProperty("memories") List<MemoryCell> memories,
        @JsonProperty("multipliers") List<MultiplierCell> multipliers,
        @JsonProperty("luts") Map<String, Integer> luts,
        @JsonProperty("ffs") Map<String, Integer> ffs,
        @JsonProperty("brams") Map<String, Integer> brams,
        @JsonProperty("dsps") Map<String, Integer> dsps,
        @JsonProperty("units") String units) {
    /** The names of all families. */
    public static final List<String> NAMES = List.of("ice40", "ecp5", "gowin", "xilinx7");

    /**
     * The family of a name.
     *
     * @throws InvalidInputException if there is none
     */
    public static Family of(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidInputException("family '" + name + "' is unknown; families are " + String.join(", ", NAMES));
        }
        try (InputStream in = Family.class.getResourceAsStream(name + ".json")) {
            return new ObjectMapper().readValue(in, Family.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a memory is made of. */
    public Placement place(Memory memory) {
        return Placement.of(memory, this);
    }

    /** What multipliers count for among the family's DSP blocks. */
    public int dsps(Multiplier multiplier) {
        return multiplier.count() * MultiplierCell.units(multipliers, multiplier.a(), multiplier.b(), multiplier.result());
    }
}
