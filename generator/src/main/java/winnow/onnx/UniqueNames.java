package winnow.onnx;

import java.util.HashSet;
import java.util.Set;

/** Names of which none occurs twice. */
final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    /** The name, with {@code _2}, {@code _3}, ... behind it if it is taken. */
    String claim(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }
}
