package winnow.registers;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bits of a register that belong together.
 *
 * @param name     upper case; {@code VALUE} if it is all that the register has
 * @param high     greatest bit, 0..31
 * @param low      least bit, 0..high
 * @param reset    value after a reset; only fields that software writes have another than 0
 * @param constant of a field that never changes: a number, or the name of a figure of the design
 */
public record RegisterField(String name, int high, int low, long reset, Optional<String> constant, String description) {
    /** The name of a register's only field. */
    public static final String ONLY = "VALUE";

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    public RegisterField {
        requireName(name);
        if (low < 0 || high < low || high >= Register.BITS) {
            throw new IllegalArgumentException("field " + name + ": bits " + high + ":" + low + " are not high:low in 31:0");
        }
        if (reset < 0 || reset > mask(high - low + 1)) {
            throw new IllegalArgumentException("field " + name + ": reset value " + reset + " needs more than "
                    + (high - low + 1) + " bits");
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("field " + name + ": has no description");
        }
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name of upper-case letters, digits and single underscores");
        }
    }

    private static long mask(int width) {
        return (1L << width) - 1;
    }

    public int width() {
        return high - low + 1;
    }

    /** The field's bits within the register. */
    public long mask() {
        return mask(width()) << low;
    }

    /** The field's bits, moved to the lowest ones. */
    public long valueMask() {
        return mask(width());
    }

    public boolean isOnly() {
        return name.equals(ONLY);
    }
}
