package winnow.software;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.registers.Register;
import winnow.registers.RegisterField;
import winnow.registers.RegisterMap;

/**
 * The register map as a C header; it is the same for every design.
 *
 * @param bytes of the address space, as a C literal
 */
public record RegistersHeader(int version, String bytes, List<Entry> registers) {
    /**
     * A register.
     *
     * @param offset from the base address, as a C literal
     */
    public record Entry(String name, String offset, String access, String description, List<Field> fields) {}

    /**
     * A field.
     *
     * @param name     register and field
     * @param mask     within the register, as a C literal
     * @param constant the value that the field has in every design, if it has one, as a C literal
     */
    public record Field(String name, String mask, int shift, Optional<String> constant) {}

    public static RegistersHeader of(RegisterMap map) {
        return new RegistersHeader(map.version(), hexadecimal(1L << map.addressBits(), 4),
                map.registers().stream().map(RegistersHeader::entry).toList());
    }

    private static Entry entry(Register register) {
        List<Field> fields = new ArrayList<>();
        for (RegisterField field : register.fields()) {
            fields.add(new Field(register.name() + "_" + field.name(), hexadecimal(field.mask(), 8), field.low(),
                    field.constant().filter(constant -> constant.startsWith("0x")).map(constant -> constant + "u")));
        }
        return new Entry(register.name(), hexadecimal(register.offset(), 3), register.access().meaning(), register.description(),
                fields);
    }

    /** A C literal: hexadecimal if it is so great that it hardly counts anything. */
    static String literal(long value) {
        return value > 0xffffff ? hexadecimal(value, 8) : value + "u";
    }

    /** A C literal. */
    static String hexadecimal(long value, int digits) {
        return String.format(Locale.ROOT, "0x%0" + digits + "xu", value);
    }
}
