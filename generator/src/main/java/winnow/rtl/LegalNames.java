package winnow.rtl;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes Verilog names and file names of whatever a model calls its layers: lower-case letters, digits and underscores, a
 * letter first, at most 40 characters, no two alike. Every engine carries the network's name as prefix and every signal a
 * suffix, so that only the network's own name could be a keyword. Prefixes that templates use for names of their own
 * ({@code u_}, {@code unused_}; {@code winnow_} for modules) are not left to the model.
 */
final class LegalNames {
    private static final int LONGEST = 40;

    private final Set<String> taken = new HashSet<>();

    /** Keeps a name from being given out. */
    LegalNames reserve(String name) {
        taken.add(name);
        return this;
    }

    /** A legal name for a network: neither a keyword nor one that a library module has or could have. */
    static String ofNetwork(String name) {
        String stem = stem(name);
        boolean free = !stem.equals("winnow") && !stem.startsWith("winnow_") && !Keywords.contains(stem);
        return free ? stem : shortened("net_" + stem);
    }

    /** A legal name that was not given before; the same sequence of calls gives the same names. */
    String of(String name) {
        String stem = stem(name);
        String legal = stem;
        for (int number = 2; !taken.add(legal); number++) {
            legal = stem + "_" + number;
        }
        return legal;
    }

    private static String stem(String name) {
        StringBuilder legal = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain) {
                legal.append(c);
            } else if (legal.length() > 0 && legal.charAt(legal.length() - 1) != '_') {
                legal.append('_');
            }
        }
        while (legal.length() > 0 && legal.charAt(legal.length() - 1) == '_') {
            legal.setLength(legal.length() - 1);
        }
        if (legal.length() == 0 || Character.isDigit(legal.charAt(0))) {
            legal.insert(0, "layer");
        } else if (legal.indexOf("u_") == 0 || legal.indexOf("unused_") == 0) {
            legal.insert(0, "layer_");
        }
        return shortened(legal.toString());
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    /** Text that may stand in a Verilog line comment: printable ASCII only, at most 60 characters. */
    static String comment(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(60).forEach(c -> printable.append(c >= ' ' && c <= '~' && c != '\\' ? (char) c : '?'));
        return printable.toString();
    }
}
