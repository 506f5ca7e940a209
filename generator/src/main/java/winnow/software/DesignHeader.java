package winnow.software;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import winnow.registers.DesignValues;
import winnow.registers.Register;
import winnow.registers.RegisterField;
import winnow.registers.RegisterMap;

/**
 * What the constant registers of one design read as, as a C header.
 *
 * @param top    the Verilog module
 * @param prefix of all names: the network's, in upper case
 * @param digest words of the model's SHA-256, as C literals
 */
public record DesignHeader(String top, String prefix, List<String> digest, List<Figure> figures) {
    /** A constant field; the value is a C literal. */
    public record Figure(String name, String value, String description) {}

    private static final String DIGEST = "MODEL_DIGEST_";

    public static DesignHeader of(RegisterMap map, DesignValues values, String network, String top) {
        List<String> digest = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Register register : map.registers()) {
            for (RegisterField field : register.fields()) {
                if (field.constant().isPresent() && register.name().startsWith(DIGEST)) {
                    digest.add(RegistersHeader.hexadecimal(values.of(field), 8));
                } else if (field.constant().isPresent()) {
                    figures.add(new Figure(register.name() + (field.isOnly() ? "" : "_" + field.name()),
                            RegistersHeader.literal(values.of(field)), field.description()));
                }
            }
        }
        return new DesignHeader(top, network.toUpperCase(Locale.ROOT), digest, figures);
    }
}
