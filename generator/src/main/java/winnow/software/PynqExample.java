package winnow.software;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import winnow.network.FixedPoint;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.registers.DesignValues;
import winnow.registers.Register;
import winnow.registers.RegisterField;
import winnow.registers.RegisterMap;

/**
 * A Python class for PYNQ that drives one design, and a program that uses it.
 *
 * @param digest      SHA-256 of the model, hexadecimal
 * @param inputValues padded to whole beats
 * @param inputType   numpy's name of the type that a value of the input has in its lane
 * @param isVector    whether the output is a vector, such as scores; else it is a map in the order of tiles
 */
public record PynqExample(
        String network, String top, int version, List<Constant> registers, List<Constant> bits, String digest, int channels,
        int height, int width, int inputValues, String inputType, int outputs, int outputValues, String outputType,
        boolean isVector) {
    /** A name and its Python literal. */
    public record Constant(String name, String value) {}

    private static final List<String> BITS = List.of("CONTROL", "STATUS", "INTERRUPT_STATUS", "ERRORS");

    /**
     * @param beatsIn  beats of an input frame, each of valuesIn values
     * @param beatsOut the same of the output
     */
    public static PynqExample of(RegisterMap map, DesignValues values, String network, String top, String digest, Tensor input,
            Tensor output) {
        List<Constant> registers = new ArrayList<>();
        List<Constant> bits = new ArrayList<>();
        for (Register register : map.registers()) {
            registers.add(new Constant(register.name(), String.format(Locale.ROOT, "0x%03x", register.offset())));
            for (RegisterField field : BITS.contains(register.name()) ? register.fields() : List.<RegisterField>of()) {
                bits.add(new Constant(register.name() + "_" + field.name(), "1 << " + field.low()));
            }
        }
        Shape in = input.shape();
        Shape out = output.shape();
        return new PynqExample(network, top, map.version(), registers, bits, digest, in.channels(), in.height(), in.width(),
                padded(values, "input"), type(input.format()), out.size(), padded(values, "output"), type(output.format()),
                out.height() == 1 && out.width() == 1);
    }

    /** Values of a frame's beats. */
    private static int padded(DesignValues values, String which) {
        return Math.toIntExact(values.figures().get(which + "_beats") * values.figures().get(which + "_values"));
    }

    private static String type(FixedPoint format) {
        return (format.signed() ? "int" : "uint") + (format.bits() <= 8 ? 8 : 16);
    }
}
