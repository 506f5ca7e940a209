package winnow.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.network.InvalidInputException;

/** The ports that a pin file names, with the line of each: tools pass over, or break off at, those that there are not. */
public final class PinFile {
    /** What names ports, by form; group 1 is a name, a quoted name, or a list in braces. */
    private static final Map<String, Pattern> NAMING = Map.of(
            "pcf", Pattern.compile("^\\s*set_(?:io|frequency)\\s+(?:-pullup\\w*\\s+\\S+\\s+|-\\S+\\s+)*(\\S+)"),
            "lpf", Pattern.compile("\\b(?:COMP|PORT)\\s+(\"[^\"]*\"|[^\\s;]+)"),
            "cst", Pattern.compile("\\bIO_(?:LOC|PORT)\\s+(\"[^\"]*\"|[^\\s;]+)"),
            "xdc", Pattern.compile("\\bget_ports\\s+(?:-\\S+\\s+)*(\\{[^}]*\\}|[^\\s\\]\\[]+(?:\\[[^\\]]*\\])?)"));
    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*]$");

    private final String name;
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    /**
     * @param name for messages; its ending says which form it has: pcf, lpf, cst or xdc
     */
    public PinFile(String name, String text) {
        this.name = name;
        String form = name.substring(name.lastIndexOf('.') + 1);
        Pattern naming = NAMING.get(form);
        if (naming == null) {
            throw new InvalidInputException(name + ": pin files end in .pcf, .lpf, .cst or .xdc");
        }
        String comment = form.equals("cst") ? "//.*" : "#.*";
        List<String> all = text.lines().toList();
        for (int line = 0; line < all.size(); line++) {
            Matcher matcher = naming.matcher(all.get(line).replaceAll(comment, ""));
            while (matcher.find()) {
                add(matcher.group(1), line + 1);
            }
        }
    }

    private void add(String named, int line) {
        for (String port : named.replaceAll("[{}\"]", "").strip().split("\\s+")) {
            if (!port.isEmpty()) {
                lines.putIfAbsent(INDEX.matcher(port).replaceFirst(""), line);
            }
        }
    }

    /** The ports that it names, without indices. */
    public Set<String> ports() {
        return lines.keySet();
    }

    /**
     * Holds it against a top module.
     *
     * @param ports the top's ports
     * @param all   whether each of them must have a pin
     * @throws InvalidInputException if it names others, or not all that it must
     */
    public void check(String top, Set<String> ports, boolean all) {
        List<String> problems = new ArrayList<>();
        lines.forEach((port, line) -> {
            if (!ports.contains(port)) {
                problems.add(name + ": line " + line + ": there is no port '" + port + "' in " + top + "; it has "
                        + String.join(", ", new TreeSet<>(ports)));
            }
        });
        if (all) {
            ports.stream().filter(port -> !lines.containsKey(port)).sorted()
                    .forEach(port -> problems.add(name + ": no pin for the port '" + port + "' of " + top));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
