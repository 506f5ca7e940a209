package winnow.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A kind of memory that a family has, as Yosys' description of its memories has it: the same widths and costs, so that the
 * same choice is made.
 *
 * @param name       of the cell
 * @param kind       what it is
 * @param together   cells of that name that one is made of
 * @param addressBits of its narrowest words
 * @param widths     of its words; each has half as many words as the one before it
 * @param writeWidth the narrowest of these to write, its place in the list
 * @param byteBits   bits that share a write enable, 0 for all of a word's
 * @param cost       of one
 * @param widthCost  the part of the cost that is paid for used bits only
 * @param readOnly   whether it can be a memory without a write port
 * @param dualPort   whether it can have a read and a write port with addresses of their own
 */
public record MemoryCell(
        @JsonProperty("name") String name,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("together") int together,
        @JsonProperty("address_bits") int addressBits,
        @JsonProperty("widths") List<Integer> widths,
        @JsonProperty("write_width") int writeWidth,
        @JsonProperty("byte_bits") int byteBits,
        @JsonProperty("cost") int cost,
        @JsonProperty("width_cost") int widthCost,
        @JsonProperty("read_only") boolean readOnly,
        @JsonProperty("dual_port") boolean dualPort) {
    /** What a memory cell is: a block RAM, look-up tables, or a large single-port memory. */
    public enum Kind { BLOCK, DISTRIBUTED, HUGE }

    private static final double MUX_COST = 0.5;
    private static final double PORT_COST = 2;

    /**
     * The cheapest way to make a memory of such cells. What all of it costs decides between cells; cells whose bits nobody reads
     * are not counted, for they go afterwards.
     */
    record Use(MemoryCell cell, int cells, int banks, double cost) {}

    /** Whether a memory can be made of such cells, if Yosys is told which kind to take, or not; huge ones are taken only if it is. */
    boolean suits(Memory memory, Optional<Kind> told) {
        if (told.isPresent() ? kind != told.get() : kind == Kind.HUGE) {
            return false;
        }
        return switch (memory.kind()) {
            case TABLE -> false;
            case ROM -> readOnly;
            case DUAL_PORT -> dualPort;
            case ASYNCHRONOUS -> dualPort && kind == Kind.DISTRIBUTED;
            case SINGLE_PORT -> kind != Kind.DISTRIBUTED || dualPort;
        };
    }

    /**
     * Makes a memory of such cells: side by side until a word is wide enough, in banks behind a multiplexer until there are
     * enough words. What a read of a word gives that is being written does not matter.
     */
    Use use(Memory memory) {
        Use best = null;
        for (int i = memory.kind().written() ? writeWidth : 0; i < widths.size(); i++) {
            Use use = use(memory, i);
            best = best == null || use.cost < (long) best.cost ? use : best;
        }
        return best;
    }

    private Use use(Memory memory, int width) {
        int words = 1 << addressBits - width;
        int banks = (memory.depth() + words - 1) / words;
        int cells = cells(memory, width, banks, memory.used());
        double muxes = (banks - 1) * memory.used() + (memory.kind().written() && banks > 1 ? banks : 0);
        double total = (cost - widthCost) * cells + (double) widthCost * banks * memory.used() / widths.get(width)
                + muxes * MUX_COST + PORT_COST;
        return new Use(this, cells(memory, width, banks, memory.used() - memory.unread()), banks, total);
    }

    private int cells(Memory memory, int width, int banks, int bits) {
        int unit = widths.get(width);
        int together = !memory.kind().written() ? 1 : byteBits == 0 ? unit : Math.min(byteBits, unit);
        int padded = (bits + together - 1) / together * together;
        return (banks * padded + unit - 1) / unit;
    }
}
