package winnow.handoff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The ports that a constraint file names, held against those that a module has: tools pass over a name that matches nothing
 * with a warning at most. The form is told by the file's ending:
 *
 * <ul>
 *   <li>{@code .xdc}, {@code .sdc}: {@code get_ports} with a name, or several in braces or quotes; {@code *} and {@code ?} match
 *   <li>{@code .pcf} (iCE40): {@code set_io [options] NAME PIN}, {@code set_frequency NAME MHZ}
 *   <li>{@code .lpf} (ECP5): {@code LOCATE COMP "name"}, {@code IOBUF PORT "name"}, {@code FREQUENCY PORT "name"}
 *   <li>{@code .cst} (Gowin): {@code IO_LOC "name"}, {@code IO_PORT "name"}
 * </ul>
 *
 * A bit of a vector is {@code name[3]}, all of its bits are {@code name[*]} or {@code name}.
 */
public final class ConstraintPorts {
    private static final String NAME = "\"?([^\\s\";,]+)\"?";
    /**
     * All words behind get_ports but its options, up to the bracket that ends the command. What is no list of names, such as
     * another command, is taken for a name, which then matches nothing.
     */
    private static final Pattern TCL = Pattern.compile("\\bget_ports\\s+(?:-\\w+\\s+)*"
            + "(?:\\{([^}]*)}|\"([^\"]*)\"|((?:[^\\s\\[\\]\"{}\\\\]|\\\\.|\\[[^\\]\\s]*])+)|(\\S+))");
    private static final Pattern PCF = Pattern.compile("(?m)^\\s*set_(?:io|frequency)\\s+(?:-{1,2}[\\w-]+(?:\\s+(?:yes|no))?\\s+)*" + NAME);
    private static final Pattern LPF = Pattern.compile("(?mi)\\b(?:LOCATE\\s+COMP|(?:IOBUF|FREQUENCY)\\s+PORT)\\s+" + NAME);
    private static final Pattern CST = Pattern.compile("(?mi)^\\s*IO_(?:LOC|PORT)\\s+" + NAME);

    private static final String HASH_COMMENT = "(?m)(?:^|(?<=[\\s;]))#.*$";
    private static final String SLASH_COMMENT = "(?m)//.*$";

    private final String file;
    private final List<Reference> references = new ArrayList<>();

    /**
     * A name in a constraint file.
     *
     * @param line counted from 1
     * @param name as the file has it, without quotes and backslashes
     */
    public record Reference(String file, int line, String name) {
        /** The bits of a port that it matches, by their distance from the lowest; none if it is not of this port. */
        IntStream bits(Port port) {
            Matcher indexed = Pattern.compile("(.*)\\[([^\\]]*)]").matcher(name);
            if (!indexed.matches()) {
                return matches(name, port.name()) ? IntStream.range(0, port.width()) : IntStream.empty();
            }
            if (!port.vector() || !matches(indexed.group(1), port.name())) {
                return IntStream.empty();
            }
            return IntStream.range(0, port.width()).filter(bit -> matches(indexed.group(2), Integer.toString(port.low() + bit)));
        }

        private static boolean matches(String pattern, String text) {
            String expression = Arrays.stream(pattern.split("(?<=[*?])|(?=[*?])"))
                    .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                    .reduce("", String::concat);
            return text.matches(expression);
        }
    }

    private ConstraintPorts(String file) {
        this.file = file;
    }

    /**
     * Reads the names in a constraint file.
     *
     * @param file its name, for the form and for messages
     * @throws IllegalArgumentException if its ending is that of no form above
     */
    public static ConstraintPorts of(String file, String text) {
        ConstraintPorts ports = new ConstraintPorts(file);
        String form = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        switch (form) {
            case "xdc", "sdc" -> ports.find(TCL, blank(text, HASH_COMMENT));
            case "pcf" -> ports.find(PCF, blank(text, HASH_COMMENT));
            case "lpf" -> ports.find(LPF, blank(blank(text, SLASH_COMMENT), HASH_COMMENT));
            case "cst" -> ports.find(CST, blank(text, SLASH_COMMENT));
            default -> throw new IllegalArgumentException(file + ": is no .xdc, .sdc, .pcf, .lpf or .cst file");
        }
        return ports;
    }

    /** All names, in the order of the file. */
    public List<Reference> references() {
        return List.copyOf(references);
    }

    /** A complaint for each name that matches no port or no bit of it: file, line, name, and the nearest that there is. */
    public List<String> unmatched(List<Port> ports) {
        return references.stream().filter(reference -> ports.stream().allMatch(port -> reference.bits(port).count() == 0))
                .map(reference -> file + ":" + reference.line() + ": '" + reference.name() + "' matches no port; "
                        + nearest(reference.name(), ports)).toList();
    }

    /** A complaint for each port, or bits of a port, that no name matches. */
    public List<String> unconstrained(List<Port> ports) {
        List<String> complaints = new ArrayList<>();
        for (Port port : ports) {
            boolean[] matched = new boolean[port.width()];
            references.forEach(reference -> reference.bits(port).forEach(bit -> matched[bit] = true));
            List<Integer> missing = IntStream.range(0, port.width()).filter(bit -> !matched[bit])
                    .mapToObj(bit -> port.low() + bit).toList();
            if (missing.size() == port.width()) {
                complaints.add(file + ": constrains nothing of port '" + port.name() + "'");
            } else if (!missing.isEmpty()) {
                complaints.add(file + ": does not constrain bits " + missing + " of port '" + port.name() + "'");
            }
        }
        return complaints;
    }

    private void find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    add(text, matcher.start(group), matcher.group(group));
                }
            }
        }
    }

    /** Adds the words of a list; each has a line of its own. */
    private void add(String text, int start, String list) {
        Matcher word = Pattern.compile("(?:\\\\[^\\s]|[^\\s\\\\])+").matcher(list);
        while (word.find()) {
            int line = 1 + (int) text.substring(0, start + word.start()).chars().filter(c -> c == '\n').count();
            references.add(new Reference(file, line, word.group().replace("\\", "")));
        }
    }

    private static String blank(String text, String comment) {
        return Pattern.compile(comment).matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
    }

    private static String nearest(String name, List<Port> ports) {
        String stem = name.replaceAll("\\[.*", "");
        Optional<Port> exact = ports.stream().filter(port -> port.name().equals(stem)).findFirst();
        if (exact.isPresent()) {
            Port port = exact.get();
            return port.vector() ? "the bits of '" + stem + "' are " + port.low() + ".." + port.high() : "'" + stem + "' is one bit";
        }
        return ports.stream().map(Port::name).min(Comparator.comparingInt(port -> distance(stem, port)))
                .map(port -> "the nearest is '" + port + "'").orElse("there are no ports");
    }

    /** Levenshtein's distance. */
    private static int distance(String first, String second) {
        int[] row = IntStream.rangeClosed(0, second.length()).toArray();
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.length(); j++) {
                int change = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[second.length()];
    }
}
