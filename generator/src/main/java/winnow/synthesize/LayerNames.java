package winnow.synthesize;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which layer a cell of a flattened netlist belongs to. Yosys names a cell after the instances that it is in, or after the
 * net that it drives: {@code u_conv1.u_scanner.row_reg_LUT4_Z}, {@code conv1_valid_LUT4_Z}. Nets of the accelerator's output
 * are the last layer's.
 */
final class LayerNames {
    /** What belongs to no layer: the frame guard, the shell. */
    static final String OTHER = "(other)";

    private static final String NET_END = "(?=[._\\[]|$)";

    private final Pattern instance;
    private final Pattern net;
    private final String last;

    /**
     * @param layers the legal names of the layers, in the order of the stream
     */
    LayerNames(List<String> layers) {
        // a name that another begins with comes after it
        String any = String.join("|", layers.stream()
                .sorted((a, b) -> b.length() - a.length()).map(Pattern::quote).toList());
        this.instance = Pattern.compile("(?:^|[^a-z0-9_])u_(" + any + ")(?=[^a-z0-9_]|$)");
        this.net = Pattern.compile("(?:^|\\.)(" + any + ")_(?:data|valid|ready|last)" + NET_END);
        this.last = layers.get(layers.size() - 1);
    }

    /** The layer, or {@link #OTHER}. */
    String of(String cell) {
        Matcher matcher = instance.matcher(cell);
        if (matcher.find()) {
            return matcher.group(1);
        }
        matcher = net.matcher(cell);
        if (matcher.find()) {
            return matcher.group(1);
        }
        return cell.matches("(.*\\.)?m_axis_t(data|valid|last).*") ? last : OTHER;
    }
}
