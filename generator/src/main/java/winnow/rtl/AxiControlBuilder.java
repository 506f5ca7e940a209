package winnow.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.registers.Access;
import winnow.registers.DesignValues;
import winnow.registers.Register;
import winnow.registers.RegisterField;
import winnow.registers.RegisterMap;

/** Turns the register map into its decoder. */
final class AxiControlBuilder {
    private static final Map<Access, String> CELLS = Map.of(Access.RW, "winnow_axi_lite_storage",
            Access.W1C, "winnow_axi_lite_sticky", Access.PULSE, "winnow_axi_lite_pulse");
    private static final String INPUT = "input ";
    private static final String OUTPUT = "output";

    private final RegisterMap map;
    private final DesignValues values;
    private final String name;
    private final String comment;
    private final List<AxiControl.Word> words = new ArrayList<>();
    private final List<AxiControl.Port> ports = new ArrayList<>();
    private final List<AxiControl.Cell> cells = new ArrayList<>();
    private final List<AxiControl.ReadPulse> readPulses = new ArrayList<>();

    AxiControlBuilder(RegisterMap map, DesignValues values, String name, String comment) {
        this.map = map;
        this.values = values;
        this.name = name;
        this.comment = comment;
    }

    AxiControl build() {
        map.registers().forEach(this::add);
        AxiControl.Port last = ports.remove(ports.size() - 1);
        ports.add(new AxiControl.Port(last.direction(), last.range(), last.name(), last.comment(), true));
        return new AxiControl(name, comment, map.addressBits(), map.addressBits() - 3, words, ports, cells, readPulses);
    }

    private void add(Register register) {
        String signal = register.name().toLowerCase(Locale.ROOT);
        words.add(new AxiControl.Word(register.name(),
                String.format(Locale.ROOT, "%d'h%03x", map.addressBits() - 2, register.offset() / 4), signal,
                register.access().isWritable(), parts(register)));
        for (RegisterField field : register.fields()) {
            if (field.constant().isEmpty()) {
                addPorts(register, field);
            }
            if (register.access().isWritable()) {
                cells.add(cell(register, field, signal));
            }
        }
        if (register.readPulse()) {
            readPulses.add(new AxiControl.ReadPulse(register.name(), signal + "_read"));
            port(OUTPUT, 1, signal + "_read", "it is being read");
        }
    }

    private void addPorts(Register register, RegisterField field) {
        String signal = register.signal(field);
        if (register.access() == Access.W1C) {
            port(INPUT, field.width(), events(signal), "sets it");
        }
        port(register.access() == Access.RO ? INPUT : OUTPUT, field.width(), signal, "");
    }

    private void port(String direction, int width, String signal, String note) {
        ports.add(new AxiControl.Port(direction, width == 1 ? "" : "[" + (width - 1) + ":0] ", signal, note, false));
    }

    private static String events(String signal) {
        return signal + "_happens";
    }

    private static AxiControl.Cell cell(Register register, RegisterField field, String word) {
        String signal = register.signal(field);
        Optional<String> reset = register.access() == Access.RW ? Optional.of(literal(field.width(), field.reset())) : Optional.empty();
        return new AxiControl.Cell(CELLS.get(register.access()), signal, word, field.width(), field.high(), field.low(), reset,
                register.access() == Access.W1C ? Optional.of(events(signal)) : Optional.empty());
    }

    /** What the register reads as, from the greatest bit down. */
    private List<String> parts(Register register) {
        List<String> parts = new ArrayList<>();
        int next = Register.BITS;
        for (RegisterField field : register.access() == Access.PULSE ? List.<RegisterField>of() : register.descending()) {
            addZeros(parts, next - 1 - field.high());
            parts.add(field.constant().isPresent() ? literal(field.width(), values.of(field)) : register.signal(field));
            next = field.low();
        }
        addZeros(parts, next);
        return parts;
    }

    private static void addZeros(List<String> parts, int count) {
        if (count > 0) {
            parts.add(literal(count, 0));
        }
    }

    private static String literal(int width, long value) {
        return String.format(Locale.ROOT, "%d'h%x", width, value);
    }
}
