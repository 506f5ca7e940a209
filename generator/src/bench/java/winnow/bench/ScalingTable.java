package winnow.bench;

import java.util.List;
import java.util.Locale;
import winnow.report.Table;

/** The layers' means for several numbers of processing elements. */
record ScalingTable(List<LayerTable> numbers) {
    ScalingTable {
        numbers = List.copyOf(numbers);
    }

    Table table() {
        Table table = new Table("elements", "layers", "clocks from", "of the bound", "least layer", "EIE-style of it", "times fewer",
                "alone, of the bound", "stored bits, share of EIE's");
        numbers.forEach(of -> table.add(Integer.toString(of.elements()), Integer.toString(of.layers().size()),
                of.simulated() ? "RTL" : "model", text(of.geometricMean(LayerFigures::boundShare)),
                text(of.least(LayerFigures::boundShare)), text(of.geometricMean(LayerFigures::referenceBoundShare)),
                text(of.geometricMean(LayerFigures::speedup)), text(of.geometricMean(LayerFigures::aloneShare)),
                text(of.geometricMean(LayerFigures::storedShare))));
        return table;
    }

    private static String text(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }
}
