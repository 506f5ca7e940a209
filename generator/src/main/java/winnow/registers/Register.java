package winnow.registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A register of 32 bits.
 *
 * @param name      upper case
 * @param offset    bytes from the base address, a multiple of 4
 * @param readPulse whether the hardware wants to know when it is read
 * @param fields    from any bit to any; the others read as 0
 */
public record Register(
        String name, int offset, Access access, boolean readPulse, String description, List<RegisterField> fields) {
    /** Bits of every register. */
    public static final int BITS = 32;

    public Register {
        fields = List.copyOf(fields);
        RegisterField.requireName(name);
        if (offset < 0 || offset % (BITS / 8) != 0) {
            throw new IllegalArgumentException("register " + name + ": offset " + offset + " is not a multiple of 4");
        }
        if (fields.isEmpty() || description.isBlank()) {
            throw new IllegalArgumentException("register " + name + ": has no field or no description");
        }
        long taken = 0;
        for (RegisterField field : fields) {
            if ((taken & field.mask()) != 0) {
                throw new IllegalArgumentException("register " + name + ": field " + field.name() + " shares bits with another");
            }
            taken |= field.mask();
            if (field.constant().isPresent() && access != Access.RO || field.reset() != 0 && access != Access.RW) {
                throw new IllegalArgumentException("register " + name + ": field " + field.name()
                        + " has a value that a register of access " + access + " cannot have");
            }
            if (field.isOnly() && fields.size() > 1) {
                throw new IllegalArgumentException("register " + name + ": the field " + field.name() + " must be the only one");
            }
        }
    }

    /** Fields from the greatest bit down. */
    public List<RegisterField> descending() {
        List<RegisterField> sorted = new ArrayList<>(fields);
        sorted.sort((a, b) -> b.low() - a.low());
        return sorted;
    }

    /** A lower-case name that no other field of the map has: {@code status_busy}, or {@code frames} for an only field. */
    public String signal(RegisterField field) {
        return (field.isOnly() ? name : name + "_" + field.name()).toLowerCase(Locale.ROOT);
    }

    /** The fields that software may write. */
    public long writableMask() {
        return access.isWritable() ? fields.stream().mapToLong(RegisterField::mask).reduce(0, (a, b) -> a | b) : 0;
    }
}
