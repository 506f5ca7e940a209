package winnow.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.resources.Device;
import winnow.resources.Estimate;
import winnow.resources.Resource;
import winnow.resources.Resources;

/** What a design takes of a family of devices, engine by engine, for the terminal. */
final class ResourceTable {
    private static final List<Resource> ALWAYS = List.of(Resource.LUT, Resource.FF, Resource.BRAM, Resource.DSP);

    private ResourceTable() {}

    static void print(PrintWriter out, Estimate estimate, Optional<Device> device) {
        List<Resource> columns = Arrays.stream(Resource.values()).filter(resource -> ALWAYS.contains(resource)
                || resource.isLimited() && estimate.total().of(resource) > 0).toList();
        out.printf(Locale.ROOT, "%n%-24s", estimate.family().title());
        columns.forEach(resource -> out.printf(" %15s", resource.title()));
        out.println();
        estimate.engines().forEach((name, resources) -> row(out, name, resources, columns));
        row(out, "all", estimate.total(), columns);
        device.ifPresent(of -> row(out, "a " + of.name() + " has", of.has(), columns));
        out.println("LUT and FF by a calibrated model, the rest as Yosys makes it; in units: " + estimate.family().units());
    }

    private static void row(PrintWriter out, String name, Resources resources, List<Resource> columns) {
        out.printf("%-24s", name);
        columns.forEach(resource -> out.printf(" %15s", Resources.text(resources.of(resource))));
        out.println();
    }
}
