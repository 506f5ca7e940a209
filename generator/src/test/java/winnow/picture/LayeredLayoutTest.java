package winnow.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.picture.PipelineGraph.Edge;
import winnow.picture.PipelineGraph.Load;
import winnow.picture.PipelineGraph.Node;
import winnow.picture.PipelinePicture.Box;

class LayeredLayoutTest {
    private static Node node(int number) {
        return new Node("layer" + number, "convolution", "tile 1 x 1", Optional.of(new Load(number, 0.5, false)), 1);
    }

    private static PipelineGraph graph(int nodes, int... ends) {
        List<Node> boxes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int number = 0; number < nodes; number++) {
            boxes.add(node(number));
        }
        for (int i = 0; i < ends.length; i += 2) {
            edges.add(new Edge(ends[i], ends[i + 1]));
        }
        return new PipelineGraph(boxes, edges);
    }

    /** Every node hears from the one before it or from an earlier one, at times from both. */
    private static PipelineGraph random(long seed, int nodes) {
        Random random = new Random(seed);
        List<Integer> ends = new ArrayList<>();
        for (int number = 1; number < nodes; number++) {
            int from = random.nextInt(3) > 0 ? number - 1 : random.nextInt(number);
            ends.addAll(List.of(from, number));
            int other = random.nextInt(number);
            if (random.nextInt(3) == 0 && other != from) {
                ends.addAll(List.of(other, number));
            }
        }
        return graph(nodes, ends.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void branchesStandOneAboveTheOther() {
        LayeredLayout layout = new LayeredLayout(graph(4, 0, 1, 0, 2, 1, 3, 2, 3));
        assertEquals(List.of(0, 1, 1, 2), layout.nodes().stream().map(slot -> slot.column).toList());
        assertTrue(layout.nodes().get(1).middle() < layout.nodes().get(2).middle());
        assertEquals(3, layout.columns());
    }

    @Test
    void anEdgeThatSkipsAColumnPassesItInASlotOfItsOwn() {
        LayeredLayout layout = new LayeredLayout(graph(3, 0, 1, 1, 2, 0, 2));
        List<LayeredLayout.Slot> route = layout.routes().get(new Edge(0, 2));
        assertEquals(3, route.size());
        assertTrue(route.get(1).passage);
        assertTrue(Math.abs(route.get(1).middle() - layout.nodes().get(1).middle()) > LayeredLayout.BOX_HEIGHT / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boxesOfAnyGraphLieApartAndWithinThePicture(long seed) {
        PipelinePicture picture = new PipelineDrawing("any", "", random(seed, 40)).picture();
        List<Box> boxes = picture.boxes();
        assertEquals(40, boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            assertTrue(box.x() > 0 && box.x() + 168 < picture.width() && box.y() > 52 && box.y() + 92 < picture.height(), box.toString());
            for (Box other : boxes.subList(0, i)) {
                assertTrue(Math.abs(box.x() - other.x()) > 168 || Math.abs(box.y() - other.y()) > 92, box + " lies on " + other);
            }
        }
    }
}
