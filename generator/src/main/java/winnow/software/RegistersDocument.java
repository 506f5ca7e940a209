package winnow.software;

import java.util.List;
import java.util.Locale;
import winnow.registers.DesignValues;
import winnow.registers.Register;
import winnow.registers.RegisterField;
import winnow.registers.RegisterMap;

/** The register map for people, with what the constant registers of one design read as. */
public record RegistersDocument(String top, int version, String bytes, List<Entry> registers) {
    /** A register; the anchor is what a heading of its name gets. */
    public record Entry(String name, String anchor, String offset, String access, String meaning, String description, List<Field> fields) {}

    /**
     * A field.
     *
     * @param bits  such as {@code 31:0}
     * @param value after a reset, or always
     */
    public record Field(String name, String bits, String value, String description) {}

    public static RegistersDocument of(RegisterMap map, DesignValues values, String top) {
        return new RegistersDocument(top, map.version(), String.valueOf(1 << map.addressBits()), map.registers().stream()
                .map(register -> new Entry(register.name(),
                        register.name().toLowerCase(Locale.ROOT), String.format(Locale.ROOT, "0x%03x", register.offset()),
                        register.access().name().toLowerCase(Locale.ROOT), register.access().meaning(), register.description(),
                        register.fields().stream().map(field -> field(field, values)).toList()))
                .toList());
    }

    private static Field field(RegisterField field, DesignValues values) {
        String bits = field.width() == 1 ? String.valueOf(field.low()) : field.high() + ":" + field.low();
        String value = field.constant().isEmpty() ? String.valueOf(field.reset())
                : field.width() == Register.BITS && values.of(field) > 0xffffff
                        ? String.format(Locale.ROOT, "0x%08x", values.of(field)) : String.valueOf(values.of(field));
        return new Field(field.name(), bits, value, field.description());
    }
}
