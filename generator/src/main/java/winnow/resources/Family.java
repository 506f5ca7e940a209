package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import winnow.network.InvalidInputException;

/**
 * A family of devices, with the tools for it: a resource file per family.
 *
 * @param name          as options and boards name it
 * @param title         as people name it
 * @param yosys         the commands that run Yosys, the preferred one first: not every version knows all of the family
 * @param synthesis     Yosys' command, without the top
 * @param flatten       its option for a netlist of one module
 * @param hierarchy     its option for a netlist that keeps the modules
 * @param singlePort    what Yosys is told to make of single-port memories without contents; null if it chooses well by itself.
 *                      It takes iCE40's large ones for nothing else, and for UltraScale+ it fails in mapping its own choice
 * @param lutInputs     inputs of a look-up table
 * @param romBitCost    what Yosys takes a bit of a memory that is never written to cost in logic
 * @param loneFlipFlops the share of flip-flops that occupy a logic cell without its look-up table, as place and route packs
 *                      them; 0 where cells have flip-flops of their own to spare
 * @param memories      kinds of memory cells
 * @param multipliers   kinds of multiplier cells, the first that suits is taken
 * @param cells         what a cell takes, by a regular expression for its name; others take nothing that is counted
 * @param blockKilobits kilobits of a block RAM
 * @param units         what a block RAM and a DSP block are
 * @param pinForm       the ending of its pin files' names
 * @param placer        the open tool that places and routes; null if only its maker's tools do, and only the area is known here
 * @param packer        likewise, for bitstreams
 */
public record Family(
        @JsonProperty("name") String name,
        @JsonProperty("title") String title,
        @JsonProperty("yosys") List<String> yosys,
        @JsonProperty("synthesis") String synthesis,
        @JsonProperty("flatten") String flatten,
        @JsonProperty("hierarchy") String hierarchy,
        @JsonProperty("single_port") MemoryCell.Kind singlePort,
        @JsonProperty("lut_inputs") int lutInputs,
        @JsonProperty("rom_bit_cost") double romBitCost,
        @JsonProperty("lone_flip_flops") double loneFlipFlops,
        @JsonProperty("memories") List<MemoryCell> memories,
        @JsonProperty("multipliers") List<MultiplierCell> multipliers,
        @JsonProperty("cells") Map<String, Resources> cells,
        @JsonProperty("block_kilobits") int blockKilobits,
        @JsonProperty("units") String units,
        @JsonProperty("pin_form") String pinForm,
        @JsonProperty("place_and_route") FlowTool placer,
        @JsonProperty("pack") FlowTool packer) {
    /** The names of all families. */
    public static final List<String> NAMES = List.of("ice40", "ecp5", "gowin", "xilinx7", "xilinxup");

    /**
     * A tool behind synthesis.
     *
     * @param commands  that run it, the preferred one first
     * @param version   the option that makes it say its version
     * @param arguments of its own; {@code {pins}} is the pin file, {@code {routed}} what place and route gives, and
     *                  {@code {bitstream}} the bitstream
     * @param output    the name of the file that it writes, or the ending of the bitstream's
     */
    public record FlowTool(
            @JsonProperty("commands") List<String> commands,
            @JsonProperty("version") String version,
            @JsonProperty("arguments") List<String> arguments,
            @JsonProperty("output") String output) {
        /** Its name in messages. */
        public String title() {
            return commands.get(0);
        }
    }

    /** The family of a name, if there is one. */
    public static Optional<Family> find(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = Family.class.getResourceAsStream(name + ".json")) {
            return Optional.of(new ObjectMapper().readValue(in, Family.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The family of a name.
     *
     * @throws InvalidInputException if there is none
     */
    public static Family of(String name) {
        return find(name).orElseThrow(() -> new InvalidInputException(
                "family '" + name + "' is unknown; families are " + String.join(", ", NAMES)));
    }

    /** Whether open tools place and route it. */
    public boolean isRouted() {
        return placer != null;
    }

    /** What a cell of a netlist takes. */
    public Resources cell(String type) {
        return cells.entrySet().stream().filter(kind -> Pattern.matches(kind.getKey(), type)).map(Map.Entry::getValue).findFirst()
                .orElse(Resources.NONE);
    }

    /**
     * Commands for Yosys that synthesise what it has read.
     *
     * @param top   the module on top
     * @param whole whether the netlist is one module, as in a real flow
     */
    public String script(String top, boolean whole) {
        String attribute = singlePort == null ? "" : "hierarchy -top " + top + "\nproc\nsetattr -set ram_style \""
                + singlePort.name().toLowerCase(Locale.ROOT) + "\" *winnow_single_port_ram*/m:*\n";
        return attribute + String.join(" ", synthesis, whole ? flatten : hierarchy, "-top", top).replaceAll(" +", " ") + "\n";
    }

    /** Words of one of the large single-port memories, which are 16 bits wide; 0 if there are none. */
    public int spramWords() {
        return memories.stream().filter(cell -> cell.kind() == MemoryCell.Kind.HUGE).mapToInt(cell -> 1 << cell.addressBits()).findFirst()
                .orElse(0);
    }

    /** What a memory is made of. */
    public Placement place(Memory memory) {
        return Placement.of(memory, this);
    }

    /** What multipliers are made of. */
    public Resources make(Multiplier multiplier) {
        return MultiplierCell.make(this, multiplier).times(multiplier.count());
    }
}
