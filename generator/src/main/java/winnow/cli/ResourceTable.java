package winnow.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import winnow.resources.Device;
import winnow.resources.Estimate;
import winnow.resources.Resources;

/** What a design takes of a family of devices, engine by engine, for the terminal. */
final class ResourceTable {
    private ResourceTable() {}

    static void print(PrintWriter out, Estimate estimate, Optional<Device> device) {
        out.printf(Locale.ROOT, "%n%-24s %9s %9s %9s %9s%n", estimate.family().title(), "LUT", "FF", "BRAM", "DSP");
        estimate.engines().forEach((name, resources) -> row(out, name, resources));
        row(out, "all", estimate.total());
        device.ifPresent(of -> row(out, "a " + of.name() + " has", of.has()));
        out.println("LUT and FF by a calibrated model, BRAM and DSP as Yosys makes them; in units: " + estimate.family().units());
    }

    private static void row(PrintWriter out, String name, Resources resources) {
        out.printf(Locale.ROOT, "%-24s %,9d %,9d %,9d %,9d%n", name, resources.lut(), resources.ff(), resources.bram(),
                resources.dsp());
    }
}
