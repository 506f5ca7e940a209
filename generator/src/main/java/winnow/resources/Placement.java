package winnow.resources;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a memory is made of.
 *
 * @param cell  of which kind; empty for logic
 * @param cells how many
 * @param banks behind each other, a multiplexer choosing between them
 * @param takes what they take of a device
 */
public record Placement(Memory memory, Optional<MemoryCell> cell, int cells, int banks, Resources takes) {
    /** The choice that Yosys makes: the cheapest by its own costs. */
    static Placement of(Memory memory, Family family) {
        if (memory.used() == 0 || memory.depth() == 1) {
            return logic(memory);
        }
        double logic = (long) (memory.usedBits() * (memory.kind().written() ? 1 : family.romBitCost()));
        Optional<MemoryCell.Kind> told =
                memory.kind() == Memory.Kind.SINGLE_PORT ? Optional.ofNullable(family.singlePort()) : Optional.empty();
        return family.memories().stream().filter(cell -> cell.suits(memory, told)).map(cell -> cell.use(memory))
                .min(Comparator.comparingDouble(MemoryCell.Use::cost))
                .filter(use -> told.isPresent() || use.cost() < logic)
                .map(use -> new Placement(memory, Optional.of(use.cell()), use.cells(), use.banks(),
                        family.cell(use.cell().name()).times(use.cells() * use.cell().together())))
                .orElseGet(() -> logic(memory));
    }

    private static Placement logic(Memory memory) {
        return new Placement(memory, Optional.empty(), 0, 1, Resources.NONE);
    }

    /** What else it takes, in numbers that logic is linear in. */
    Map<String, Double> terms(Family family) {
        Map<String, Double> terms = new LinkedHashMap<>();
        boolean block = cell.isPresent() && cell.get().kind() != MemoryCell.Kind.DISTRIBUTED;
        double bits = memory.usedBits();
        terms.put("bank_bits", (double) (banks - 1) * memory.used());
        terms.put("output_bits", block || !memory.kind().clocked() ? 0.0 : memory.used());
        terms.put("register_bits", cell.isEmpty() && memory.kind().written() ? bits : 0);
        int rows = 1 << family.lutInputs();
        terms.put("table_luts", cell.isEmpty() && !memory.kind().written()
                ? (double) memory.used() * ((memory.depth() + rows - 1) / rows) : 0);
        return terms;
    }
}
