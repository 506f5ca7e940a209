package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import winnow.network.Ints;
import winnow.network.SparseWeights;
import winnow.report.Table;

/** Whether the EIE-style reference and the bound are those that the published figures are of. */
final class PublishedFigures {
    private PublishedFigures() {}

    /** Of a layer on {@link PublishedLayer#ELEMENTS}. */
    static List<Check> checks(PublishedLayer layer, LayerFigures figures, Limits limits) {
        return List.of(check(layer, Figure.PRODUCTS, limits, layer.bound(), figures.bound()),
                check(layer, Figure.REFERENCE, limits, layer.reference(), figures.referenceClocks()));
    }

    private static Check check(PublishedLayer layer, Figure figure, Limits limits, double published, double clocks) {
        return new Check(layer.size().name(), figure, limits.of(figure), OptionalDouble.of(published), PublishedLayer.microseconds(clocks));
    }

    /** Microseconds at 800 MHz: ours beside what others give, and beside EIE's own for matrices that are not public. */
    static Table table(List<PublishedLayer> published, List<LayerFigures> measured) {
        Table table = new Table("layer", "bound, us", "given", "EIE-style, us", "given", "EIE's own, us", "its least, us");
        for (PublishedLayer layer : published) {
            measured.stream().filter(figures -> figures.size().equals(layer.size())).forEach(figures -> table.add(layer.size().name(),
                    text(PublishedLayer.microseconds(figures.bound())), text(layer.bound()),
                    text(PublishedLayer.microseconds(figures.referenceClocks())), text(layer.reference()),
                    text(layer.paper()), text(layer.paperTheoretical())));
        }
        return table;
    }

    private static String text(double microseconds) {
        return String.format(Locale.ROOT, "%.1f", microseconds);
    }

    /**
     * The reference on a matrix of 40 x 3 that two elements share, counted by hand. Column 0 has the rows 0 and 34, the
     * first element's 0 and 17: there is a zero entry between them. Column 1 has the rows 1 and 3, the second element's 0 and
     * 1. Column 2 has row 32, the first element's 16, and the rows 33, 35, 37, the second's 16, 17, 18: both begin with a
     * zero entry. So the first element has 3, 0, 2 entries, the second 0, 2, 4; with 16 bits for each of the six pointers
     * that makes 11 x 8 + 6 x 16 bits.
     *
     * <p>Activations sent in the clocks 0, 1, 2 are begun a clock later or more. All non-zero: the first element works in
     * the clocks 1..3, 4, 5..6, the second in 1, 2..3, 4..7. The second one being zero: 1..3, 4..5 and 1, 2..5. With a queue of
     * one the third activation is sent when the first element begins with the second, in clock 4, so the second element
     * ends with it in 5..8.
     */
    static List<Check> handCounted() {
        int[][] places = {{0, 0}, {1, 1}, {3, 1}, {32, 2}, {33, 2}, {34, 0}, {35, 2}, {37, 2}};
        int[] positions = IntStream.range(0, places.length).map(i -> 3 * places[i][0] + places[i][1]).toArray();
        EieReference reference = new EieReference(
                new SparseWeights(40, 3, 1, 1, Ints.of(positions), Ints.of(IntStream.range(1, 9).toArray()), 4), 2);
        List<Check> checks = new ArrayList<>();
        checks.add(counted("stored bits", 184, reference.storedBits()));
        checks.add(counted("clocks, no activation zero", 8, reference.clocks(new int[] {5, 7, 9}, EieReference.QUEUE_DEPTH)));
        checks.add(counted("clocks, one activation zero", 6, reference.clocks(new int[] {5, 0, 9}, EieReference.QUEUE_DEPTH)));
        checks.add(counted("clocks, a queue of one", 9, reference.clocks(new int[] {5, 7, 9}, 1)));
        return checks;
    }

    private static Check counted(String what, long byHand, long measured) {
        return new Check("40 x 3, 2 elements: " + what, Figure.HAND_COUNTED, OptionalDouble.of(0), OptionalDouble.of(byHand), measured);
    }
}
