package winnow.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.picture.LayeredLayout.Slot;
import winnow.picture.PipelineGraph.Edge;
import winnow.picture.PipelineGraph.Load;
import winnow.picture.PipelineGraph.Node;
import winnow.picture.PipelinePicture.Bar;
import winnow.picture.PipelinePicture.Box;
import winnow.picture.PipelinePicture.Label;
import winnow.picture.PipelinePicture.Stream;
import winnow.planner.Plan;

/** Computes the coordinates of a pipeline's picture: columns from left to right, broken into bands like lines of text. */
final class PipelineDrawing {
    private static final int MOST_COLUMNS = 6;
    private static final int BOX_WIDTH = 168;
    private static final int BAR_WIDTH = 148;
    /** Between two columns: room for a label and for the lines that go up or down. */
    private static final int COLUMN_GAP = 78;
    private static final int BAND_GAP = 44;
    private static final int MARGIN = 44;
    private static final int HEADING = 76;
    /** Lines of different boxes run so far apart. */
    private static final int LINE_GAP = 6;
    private static final int LABEL_RAISE = 5;
    private static final int LONGEST_NAME = 20;

    private final String name;
    private final String summary;
    private final PipelineGraph graph;
    private final LayeredLayout layout;
    private final int bandColumns;

    PipelineDrawing(String name, String summary, PipelineGraph graph) {
        this.name = name;
        this.summary = summary;
        this.graph = graph;
        this.layout = new LayeredLayout(graph);
        int bands = (layout.columns() + MOST_COLUMNS - 1) / MOST_COLUMNS;
        this.bandColumns = (layout.columns() + bands - 1) / bands;
    }

    static String summary(Plan plan) {
        return String.format(Locale.ROOT, "%,d of %,d lanes, %,d cycles per frame, %.1f %% of the budget busy with non-zero weights",
                plan.usedLanes(), plan.lanes(), plan.cycles(), 100.0 * plan.nonzeroMacs() / ((double) plan.lanes() * plan.cycles()));
    }

    PipelinePicture picture() {
        List<Box> boxes = layout.nodes().stream().map(this::box).toList();
        List<Stream> streams = new ArrayList<>();
        int labelled = -1;
        for (Edge edge : layout.routes().keySet().stream().sorted(Comparator.comparingInt(Edge::from)).toList()) {
            streams.add(stream(edge, edge.from() != labelled));
            labelled = edge.from();
        }
        int width = MARGIN + bandColumns * (BOX_WIDTH + COLUMN_GAP);
        return new PipelinePicture(XmlText.of(name), XmlText.of(summary), width, bandTop(bands()), streams, boxes);
    }

    private int bands() {
        return (layout.columns() + bandColumns - 1) / bandColumns;
    }

    private int bandHeight(int band) {
        return IntStream.range(band * bandColumns, Math.min((band + 1) * bandColumns, layout.columns()))
                .map(layout::height).max().orElse(0);
    }

    private int bandTop(int band) {
        return HEADING + IntStream.range(0, band).map(above -> bandHeight(above) + BAND_GAP).sum();
    }

    private int band(Slot slot) {
        return slot.column / bandColumns;
    }

    private int left(Slot slot) {
        return MARGIN + slot.column % bandColumns * (BOX_WIDTH + COLUMN_GAP);
    }

    private int right(Slot slot) {
        return left(slot) + BOX_WIDTH;
    }

    private int middle(Slot slot) {
        return bandTop(band(slot)) + bandHeight(band(slot)) / 2 + slot.middle();
    }

    private Box box(Slot slot) {
        Node node = graph.nodes().get(slot.node);
        boolean end = slot.node == 0 || slot.node == graph.nodes().size() - 1;
        return new Box(left(slot), middle(slot) - LayeredLayout.BOX_HEIGHT / 2, !end, XmlText.of(shortened(node.name())),
                XmlText.of(node.name()), XmlText.of(node.kind()), XmlText.of(node.detail()),
                node.load().map(Load::limiting).orElse(false), node.load().map(PipelineDrawing::bar));
    }

    private static Bar bar(Load load) {
        return new Bar((int) Math.round(load.share() * BAR_WIDTH), String.format(Locale.ROOT, "%.1f %%", 100 * load.share()),
                String.format(Locale.ROOT, "%,d cycles", load.cycles()));
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 3)) + "...";
    }

    private Stream stream(Edge edge, boolean labelled) {
        List<Slot> route = layout.routes().get(edge);
        Slot start = route.get(0);
        StringBuilder path = new StringBuilder("M" + right(start) + " " + middle(start));
        for (int i = 1; i < route.size(); i++) {
            step(path, route.get(i - 1), route.get(i));
        }
        Label label = new Label(right(start) + LABEL_RAISE, middle(start) - LABEL_RAISE, graph.nodes().get(edge.from()).pixels() + " px/beat");
        return new Stream(path.toString(), labelled ? Optional.of(label) : Optional.empty());
    }

    /** From one column to the next, or round to the start of the next band; through a passage to its far side. */
    private void step(StringBuilder path, Slot from, Slot to) {
        int aside = LINE_GAP * (from.rank() + 2);
        if (middle(from) != middle(to) || band(from) != band(to)) {
            path.append(" H").append(right(from) + COLUMN_GAP - aside);
            if (band(from) != band(to)) {
                path.append(" V").append(bandTop(band(to)) - BAND_GAP / 2 - LINE_GAP * from.rank());
                path.append(" H").append(left(to) - aside);
            }
            path.append(" V").append(middle(to));
        }
        path.append(" H").append(to.passage ? right(to) : left(to));
    }
}
