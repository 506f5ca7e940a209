package winnow.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.picture.PipelineGraph.Edge;

/**
 * Places a graph's nodes in columns, each behind the last that it hears from (Sugiyama, Tagawa and Toda, IEEE Trans. SMC
 * 1981, without swaps: pipelines hardly cross). Where an edge passes a column it gets a slot of its own, so that no line
 * runs through a box.
 */
final class LayeredLayout {
    static final int BOX_HEIGHT = 92;
    private static final int PASSAGE_HEIGHT = 12;
    private static final int GAP = 20;

    private final Map<Key, Slot> slots = new LinkedHashMap<>();
    private final TreeMap<Integer, List<Slot>> columns = new TreeMap<>();
    private final Map<Edge, List<Slot>> routes = new LinkedHashMap<>();

    /** A node, or the passage of all edges from a node, in a column. */
    private record Key(int node, int column) {}

    /** A node's place, or a place where edges pass. */
    static final class Slot {
        /** Place in the graph: of the node, or of the one that the passing edges come from. */
        final int node;
        final int column;
        final boolean passage;
        private final List<Slot> before = new ArrayList<>();
        private int rank;
        private int middle;

        private Slot(int node, int column, boolean passage) {
            this.node = node;
            this.column = column;
            this.passage = passage;
        }

        /** Place in the column, 0 for the topmost. */
        int rank() {
            return rank;
        }

        /** Vertical middle in pixels, 0 being the middle of the column. */
        int middle() {
            return middle;
        }

        private int height() {
            return passage ? PASSAGE_HEIGHT : BOX_HEIGHT;
        }

        private double pull() {
            return before.stream().mapToInt(Slot::middle).average().orElse(0);
        }
    }

    LayeredLayout(PipelineGraph graph) {
        int[] depths = depths(graph);
        for (int node = 0; node < depths.length; node++) {
            add(node, depths[node], false);
        }
        graph.edges().forEach(edge -> routes.put(edge, route(edge, depths)));
        columns.values().forEach(LayeredLayout::stack);
    }

    /** A node's column: the longest path to it. */
    private static int[] depths(PipelineGraph graph) {
        int[] depths = new int[graph.nodes().size()];
        for (Edge edge : graph.edges()) {
            depths[edge.to()] = Math.max(depths[edge.to()], depths[edge.from()] + 1);
        }
        return depths;
    }

    private Slot add(int node, int column, boolean passage) {
        return slots.computeIfAbsent(new Key(node, column), key -> {
            Slot slot = new Slot(node, column, passage);
            columns.computeIfAbsent(column, number -> new ArrayList<>()).add(slot);
            return slot;
        });
    }

    /** The slots from an edge's start to its end, one in each column; edges from one node share their passages. */
    private List<Slot> route(Edge edge, int[] depths) {
        List<Slot> route = new ArrayList<>();
        for (int column = depths[edge.from()]; column < depths[edge.to()]; column++) {
            route.add(add(edge.from(), column, true));
        }
        route.add(slots.get(new Key(edge.to(), depths[edge.to()])));
        for (int i = 1; i < route.size(); i++) {
            route.get(i).before.add(route.get(i - 1));
        }
        return route;
    }

    /** Stacks a column, those that hear from above first; what comes first in the pipeline breaks ties. */
    private static void stack(List<Slot> column) {
        column.sort(Comparator.comparingDouble(Slot::pull).thenComparing(slot -> slot.passage).thenComparing(slot -> slot.node));
        int top = -height(column) / 2;
        for (int rank = 0; rank < column.size(); rank++) {
            Slot slot = column.get(rank);
            slot.rank = rank;
            slot.middle = top + slot.height() / 2;
            top += slot.height() + GAP;
        }
    }

    private static int height(List<Slot> column) {
        return column.stream().mapToInt(Slot::height).sum() + (column.size() - 1) * GAP;
    }

    int columns() {
        return columns.size();
    }

    /** Pixels that the slots of a column take. */
    int height(int column) {
        return height(columns.get(column));
    }

    /** A node's own slots, in the order of the nodes. */
    List<Slot> nodes() {
        return slots.values().stream().filter(slot -> !slot.passage).toList();
    }

    /** Every edge with its slots, the ends included. */
    Map<Edge, List<Slot>> routes() {
        return routes;
    }
}
