package winnow.handoff;

import java.util.List;

/**
 * Out-of-context timing of every port of the top, in the commands that SDC and XDC have in common.
 *
 * @param reader    who reads this file
 * @param period    of the clock in ns
 * @param half      half of it
 * @param megahertz the clock's frequency, as text
 * @param clock     its port
 * @param inputs    all other inputs, with {@code [*]} behind vectors
 * @param outputs   likewise
 */
public record ClockConstraints(
        Origin origin, String reader, String period, String half, String megahertz, String clock, List<String> inputs,
        List<String> outputs) {
    private static final int PICOSECONDS = 1000;
    private static final double PERIOD_OF_MEGAHERTZ = 1e6;   // in ps

    public ClockConstraints {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static ClockConstraints of(Origin origin, String reader, double megahertz, String clock, List<Port> ports) {
        int picoseconds = (int) Math.round(PERIOD_OF_MEGAHERTZ / megahertz);
        return new ClockConstraints(origin, reader, nanoseconds(picoseconds), nanoseconds(picoseconds / 2),
                megahertz == Math.rint(megahertz) ? Long.toString((long) megahertz) : Double.toString(megahertz), clock,
                ports.stream().filter(port -> port.isInput() && !port.name().equals(clock)).map(ClockConstraints::named).toList(),
                ports.stream().filter(port -> !port.isInput()).map(ClockConstraints::named).toList());
    }

    private static String nanoseconds(int picoseconds) {
        return picoseconds / PICOSECONDS + "." + String.format(java.util.Locale.ROOT, "%03d", picoseconds % PICOSECONDS);
    }

    private static String named(Port port) {
        return port.name() + (port.vector() ? "[*]" : "");
    }
}
