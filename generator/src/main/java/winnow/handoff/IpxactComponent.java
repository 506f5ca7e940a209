package winnow.handoff;

import java.util.List;
import java.util.Optional;

/**
 * The component in IP-XACT, IEEE 1685-2009, which is the edition that the FPGA vendors' tools read.
 *
 * @param associated names of the clock's bus interfaces, with colons between them; empty if there are none
 * @param verilog    the design's files, relative to its folder, in the order of compilation
 * @param constraints the out-of-context constraints in Vivado's form
 * @param bench      the test bench's module
 * @param benchFiles its files
 */
public record IpxactComponent(
        Origin origin,
        String top,
        String version,
        String description,
        String clock,
        String reset,
        Optional<String> associated,
        List<BusInterface> interfaces,
        List<XmlPort> ports,
        List<XmlParameter> parameters,
        List<String> verilog,
        List<String> memories,
        String constraints,
        String bench,
        List<String> benchFiles,
        List<String> benchData) {
    /** @param mode {@code slave} or {@code master} */
    public record BusInterface(String name, String protocol, String mode, List<PortMap> maps) {
        static BusInterface of(Interface from) {
            return new BusInterface(from.name(), from.protocol(), from.slave() ? "slave" : "master",
                    from.signals().stream().map(signal -> new PortMap(signal.logical(), signal.port().name())).toList());
        }
    }

    /** A port in its part of an interface. */
    public record PortMap(String logical, String physical) {}

    /** @param range empty without a range */
    public record XmlPort(String name, String direction, Optional<Range> range, Optional<String> description) {
        static XmlPort of(Port port) {
            String direction = switch (port.direction()) {
                case INPUT -> "in";
                case OUTPUT -> "out";
                case INOUT -> "inout";
            };
            return new XmlPort(port.name(), direction,
                    port.vector() ? Optional.of(new Range(port.high(), port.low())) : Optional.empty(), optional(port.comment()));
        }
    }

    /** Numbers of a vector's bits. */
    public record Range(int left, int right) {}

    /** @param format {@code string} or {@code long} */
    public record XmlParameter(String name, String format, String value, Optional<String> description) {
        static XmlParameter of(Parameter parameter) {
            return new XmlParameter(parameter.name(), parameter.text() ? "string" : "long", escaped(parameter.value()),
                    optional(parameter.comment()));
        }
    }

    public IpxactComponent {
        interfaces = List.copyOf(interfaces);
        ports = List.copyOf(ports);
        parameters = List.copyOf(parameters);
        verilog = List.copyOf(verilog);
        memories = List.copyOf(memories);
        benchFiles = List.copyOf(benchFiles);
        benchData = List.copyOf(benchData);
    }

    static Optional<String> associated(List<Interface> interfaces) {
        return interfaces.stream().map(Interface::name).reduce((first, second) -> first + ":" + second);
    }

    private static Optional<String> optional(String comment) {
        return comment.isEmpty() ? Optional.empty() : Optional.of(escaped(comment));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
