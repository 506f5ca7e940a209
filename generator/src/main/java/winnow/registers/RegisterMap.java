package winnow.registers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All registers.
 *
 * @param version     of the map: another one means other offsets or other meanings
 * @param addressBits bits of a byte's address; what is beyond the registers is answered with DECERR
 * @param registers   with ascending offsets
 */
public record RegisterMap(int version, int addressBits, List<Register> registers) {
    public RegisterMap {
        registers = List.copyOf(registers);
        if (version < 1 || version > 255) {
            throw new IllegalArgumentException("version " + version + " of the register map is not in 1..255");
        }
        if (addressBits < 3 || addressBits > 16) {
            throw new IllegalArgumentException("address_bits " + addressBits + " is not in 3..16");
        }
        int least = 0;
        // registers in upper case, signals in lower case
        Set<String> names = new HashSet<>();
        for (Register register : registers) {
            if (register.offset() < least || register.offset() >= 1 << addressBits) {
                throw new IllegalArgumentException("register " + register.name() + ": offset " + register.offset()
                        + " is not between the one before it and the end of " + addressBits + " address bits");
            }
            least = register.offset() + Register.BITS / 8;
            if (!names.add(register.name())) {
                throw new IllegalArgumentException("register " + register.name() + ": another one has this name");
            }
            register.fields().forEach(field -> {
                if (!names.add(register.signal(field))) {
                    throw new IllegalArgumentException("register " + register.name() + ": another field is called "
                            + register.signal(field));
                }
            });
        }
    }
}
