package winnow.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ports that belong together: an AXI-Stream or an AXI4 interface, as the names of ports tell.
 *
 * @param name     what the names of its ports begin with, without the underscore
 * @param protocol {@code axis} or {@code aximm}, as the vendors' bus definitions are called
 * @param slave    whether it takes beats or requests
 */
public record Interface(String name, String protocol, boolean slave, List<Signal> signals) {
    /**
     * A port in its part.
     *
     * @param logical what the bus definition calls it, such as {@code TDATA}
     */
    public record Signal(String logical, Port port) {}

    private static final String STREAM_MARK = "_tvalid";
    private static final String MEMORY_MARK = "_awvalid";

    public Interface {
        signals = List.copyOf(signals);
    }

    /** All interfaces, in the order of the ports that mark them. */
    public static List<Interface> of(List<Port> ports) {
        List<Interface> interfaces = new ArrayList<>();
        for (Port port : ports) {
            if (port.name().endsWith(STREAM_MARK)) {
                interfaces.add(of(ports, port, STREAM_MARK, "axis"));
            } else if (port.name().endsWith(MEMORY_MARK)) {
                interfaces.add(of(ports, port, MEMORY_MARK, "aximm"));
            }
        }
        return interfaces;
    }

    private static Interface of(List<Port> ports, Port mark, String suffix, String protocol) {
        String name = mark.name().substring(0, mark.name().length() - suffix.length());
        List<Signal> signals = ports.stream().filter(port -> port.name().startsWith(name + "_"))
                .map(port -> new Signal(port.name().substring(name.length() + 1).toUpperCase(Locale.ROOT), port)).toList();
        return new Interface(name, protocol, mark.isInput(), signals);
    }
}
