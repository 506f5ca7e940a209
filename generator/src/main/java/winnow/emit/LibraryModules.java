package winnow.emit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the library modules that emitted text instantiates, directly or through one another. */
final class LibraryModules {
    private static final Pattern INSTANCE = Pattern.compile("^ *(winnow_[a-z_]+) (?:#|\\w+ )\\(", Pattern.MULTILINE);

    /** Not of the library: every board has its own. */
    private static final String BOARD_CLOCK = "winnow_board_clock";

    private LibraryModules() {}

    /** Name to text of all library modules that the given texts need. */
    static SortedMap<String, byte[]> usedBy(Collection<byte[]> texts, VerilogEmitter emitter) {
        SortedMap<String, byte[]> used = new TreeMap<>();
        Deque<byte[]> open = new ArrayDeque<>(texts);
        while (!open.isEmpty()) {
            Matcher instances = INSTANCE.matcher(new String(open.remove(), StandardCharsets.US_ASCII));
            while (instances.find()) {
                String name = instances.group(1);
                if (!used.containsKey(name) && !name.equals(BOARD_CLOCK)) {
                    byte[] text = emitter.library(name);
                    used.put(name, text);
                    open.add(text);
                }
            }
        }
        return used;
    }
}
