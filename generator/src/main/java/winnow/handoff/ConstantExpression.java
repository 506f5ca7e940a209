package winnow.handoff;

import java.util.Map;
import java.util.Optional;

/** Verilog's constant expressions as far as the ranges of ports need them: decimal integers, names, + - * / and brackets. */
final class ConstantExpression {
    private final String text;
    private final Map<String, Long> constants;
    private int place;
    private boolean unknown;

    private ConstantExpression(String text, Map<String, Long> constants) {
        this.text = text.replaceAll("\\s", "");
        this.constants = constants;
    }

    /** The value; empty if the expression has anything else, or a name that is not known. */
    static Optional<Long> value(String expression, Map<String, Long> constants) {
        ConstantExpression parser = new ConstantExpression(expression, constants);
        long value = parser.sum();
        return parser.unknown || parser.place != parser.text.length() ? Optional.empty() : Optional.of(value);
    }

    private long sum() {
        long value = product();
        while (next('+') || next('-')) {
            value += text.charAt(place++) == '+' ? product() : -product();
        }
        return value;
    }

    private long product() {
        long value = operand();
        while (next('*') || next('/')) {
            boolean times = text.charAt(place++) == '*';
            long operand = operand();
            unknown |= !times && operand == 0;
            value = times ? value * operand : unknown ? 0 : value / operand;
        }
        return value;
    }

    private long operand() {
        if (next('-')) {
            place++;
            return -operand();
        }
        if (next('(')) {
            place++;
            long value = sum();
            unknown |= !next(')');
            place++;
            return value;
        }
        int start = place;
        while (place < text.length() && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_')) {
            place++;
        }
        String word = text.substring(start, place);
        if (word.matches("\\d{1,18}")) {
            return Long.parseLong(word);
        }
        unknown |= !constants.containsKey(word);
        return constants.getOrDefault(word, 0L);
    }

    private boolean next(char c) {
        return place < text.length() && text.charAt(place) == c;
    }
}
