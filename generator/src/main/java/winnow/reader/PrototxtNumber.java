package winnow.reader;

import java.math.BigInteger;
import java.util.Optional;

/** The spellings of numbers in protobuf text format: decimal, octal, hexadecimal, float with optional {@code f}. */
final class PrototxtNumber {
    private PrototxtNumber() {}

    /** Whether a token without sign is a number. */
    static boolean isNumber(String text) {
        return integer(text).isPresent() || real(text).isPresent();
    }

    /** The value of an integer with optional sign; empty for anything else. */
    static Optional<BigInteger> integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            radix = 8;
        }
        int base = radix;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, base) >= 0)) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(digits, radix);
        return Optional.of(negative ? value.negate() : value);
    }

    /** The value of any number with optional sign; empty for anything else. */
    static Optional<Double> real(String text) {
        Optional<BigInteger> integer = integer(text);
        if (integer.isPresent()) {
            return Optional.of(integer.get().doubleValue());
        }
        boolean suffixed = text.endsWith("f") || text.endsWith("F");
        String digits = suffixed ? text.substring(0, text.length() - 1) : text;
        // Java's own float grammar has more: hexadecimal floats, a suffix d, NaN
        if (digits.isEmpty() || !digits.chars().allMatch(c -> "0123456789.eE+-".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.valueOf(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
