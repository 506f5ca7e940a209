package winnow.handoff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters and ports of a Verilog-2005 module as its ANSI header declares them: the kit and the checks of constraints take
 * them from the emitted text itself, so that they cannot differ from it.
 *
 * @param parameters strings, and integers that a constant expression gives; without localparams
 * @param ports      in the order of their declarations
 */
public record ModuleHeader(String name, List<Parameter> parameters, List<Port> ports) {
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:parameter\\s+)?(?:integer\\s+|signed\\s+)?(?:\\[[^\\]]*]\\s*)?(\\w+)\\s*=\\s*(\"[^\"]*\"|.+?)\\s*", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(
            "(?:(input|output|inout)\\b\\s*)?(?:(?:wire|reg|tri)\\b\\s*)?(?:signed\\b\\s*)?(?:\\[([^:\\]]*):([^\\]]*)]\\s*)?(\\w+)\\s*");

    public ModuleHeader {
        parameters = List.copyOf(parameters);
        ports = List.copyOf(ports);
    }

    /**
     * Reads the header of a module.
     *
     * @param verilog text that has the module
     * @throws IllegalArgumentException if the module is not there, or its header is not in ANSI style
     */
    public static ModuleHeader of(String verilog, String module) {
        String code = withoutComments(verilog);
        Matcher start = Pattern.compile("\\bmodule\\s+" + Pattern.quote(module) + "\\s*(?=[#(])").matcher(code);
        if (!start.find()) {
            throw new IllegalArgumentException("no module " + module + " with ANSI ports in the text");
        }
        int open = start.end();
        List<Parameter> parameters = new ArrayList<>();
        Map<String, Long> constants = new HashMap<>();
        if (code.charAt(open) == '#') {
            open = code.indexOf('(', open);
            int close = closing(code, open);
            for (Piece piece : pieces(code, open + 1, close)) {
                parameter(verilog, piece, constants).ifPresent(parameters::add);
            }
            open = code.indexOf('(', close);
        }
        List<Port> ports = new ArrayList<>();
        for (Piece piece : pieces(code, open + 1, closing(code, open))) {
            ports.add(port(verilog, module, piece, constants, ports));
        }
        return new ModuleHeader(module, parameters, ports);
    }

    /** A declaration, and where its last character stands. */
    private record Piece(String text, int end) {}

    private static Optional<Parameter> parameter(String verilog, Piece piece, Map<String, Long> constants) {
        Matcher matcher = PARAMETER.matcher(piece.text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        String value = matcher.group(2);
        String comment = commentBehind(verilog, piece.end);
        if (value.startsWith("\"")) {
            return Optional.of(new Parameter(name, value.substring(1, value.length() - 1), true, comment));
        }
        Optional<Long> number = ConstantExpression.value(value, constants);
        number.ifPresent(known -> constants.put(name, known));
        return number.map(known -> new Parameter(name, Long.toString(known), false, comment));
    }

    private static Port port(String verilog, String module, Piece piece, Map<String, Long> constants, List<Port> before) {
        Matcher matcher = PORT.matcher(piece.text);
        if (!matcher.matches() || matcher.group(1) == null && before.isEmpty()) {
            throw new IllegalArgumentException("module " + module + ": '" + piece.text + "' is no port declaration in ANSI style");
        }
        String name = matcher.group(4);
        String comment = commentBehind(verilog, piece.end);
        if (matcher.group(1) == null) {
            Port last = before.get(before.size() - 1);
            return new Port(name, last.direction(), last.width(), last.vector(), last.low(), comment);
        }
        Port.Direction direction = Port.Direction.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT));
        if (matcher.group(2) == null) {
            return new Port(name, direction, 1, false, 0, comment);
        }
        long left = bound(module, name, matcher.group(2), constants);
        long right = bound(module, name, matcher.group(3), constants);
        return new Port(name, direction, Math.toIntExact(Math.abs(left - right) + 1), true, Math.toIntExact(Math.min(left, right)),
                comment);
    }

    private static long bound(String module, String port, String expression, Map<String, Long> constants) {
        return ConstantExpression.value(expression, constants).orElseThrow(() -> new IllegalArgumentException("module " + module
                + ": the range of port " + port + " has '" + expression.strip() + "', which is no constant expression of parameters"));
    }

    /** Declarations between two places, as commas outside brackets and strings divide them. */
    private static List<Piece> pieces(String code, int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = from;
        for (int i = from; i <= to; i++) {
            char c = code.charAt(i);
            quoted ^= c == '"';
            depth += !quoted && "([{".indexOf(c) >= 0 ? 1 : 0;
            if (i == to || c == ',' && depth == 0 && !quoted) {
                String text = code.substring(start, i);
                if (!text.isBlank()) {
                    pieces.add(new Piece(text.strip(), start + text.stripTrailing().length()));
                }
                start = i + 1;
            }
            depth -= !quoted && ")]}".indexOf(c) >= 0 ? 1 : 0;
        }
        return pieces;
    }

    private static int closing(String code, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < code.length(); i++) {
            char c = code.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a module's header does not end");
    }

    /** The text with blanks in the places of comments. */
    private static String withoutComments(String verilog) {
        StringBuilder code = new StringBuilder(verilog);
        Matcher comment = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|//[^\n]*|(?s:/\\*.*?\\*/)").matcher(verilog);
        while (comment.find()) {
            for (int i = comment.start(); verilog.charAt(comment.start()) == '/' && i < comment.end(); i++) {
                code.setCharAt(i, verilog.charAt(i) == '\n' ? '\n' : ' ');
            }
        }
        return code.toString();
    }

    /** The line comment in the rest of a declaration's line. */
    private static String commentBehind(String verilog, int end) {
        int newline = verilog.indexOf('\n', end);
        Matcher comment = Pattern.compile("[\\s,)]*//\\s*(.*)").matcher(verilog.substring(end, newline < 0 ? verilog.length() : newline));
        return comment.matches() ? comment.group(1).strip() : "";
    }
}
