package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.network.LayerOrder.Step;

class LayerOrderTest {
    /** Each layer as {@code name: what it reads > what it writes}. */
    private static LayerOrder order(String... layers) {
        return new LayerOrder(Arrays.stream(layers).map(layer -> {
            String[] parts = layer.split("[:>]");
            return new Step(parts[0], List.of(parts[1].strip().split(" ")), List.of(parts[2].strip().split(" ")));
        }).toList());
    }

    @Test
    void tellsACycleFromAReadThatComesTooEarly() {
        LayerOrder late = order("a: y > x", "b: data > y", "c: x > z");
        assertEquals("which only layer \"b\" writes, further down; this layer must stand after layer \"b\"", late.whyMissing(0, "y"));
        LayerOrder cycle = order("a: data z > x", "b: x > y", "dead end: x > w", "c: y > z");
        assertEquals("which only layer \"c\" writes: a cycle, layer \"a\" -> layer \"b\" -> layer \"c\" -> layer \"a\"; Winnow takes networks"
                + " without cycles only, so remove one of these connections", cycle.whyMissing(0, "z"));
        assertEquals("which only this layer itself writes: a cycle, layer \"a\" -> layer \"a\"; Winnow takes networks"
                + " without cycles only, so remove one of these connections", order("a: x > x").whyMissing(0, "x"));
        assertEquals("which no layer writes; correct the name, or add the layer that writes it", order("a: q > x").whyMissing(0, "q"));
    }

    /** Caffe's rectifiers write what they read. */
    @Test
    void followsATensorThroughLayersInPlace() {
        assertEquals(List.of(), order("conv: data > x", "relu: x > x", "pool: x > y").unread());
        List<LayerOrder.Unread> unread = order("conv: data > x", "relu: x > x", "other: data > y").unread();
        assertEquals(List.of(1), unread.stream().map(LayerOrder.Unread::step).toList());
        assertEquals("nothing reads its output \"x\", and it is not the network's, which is the last layer's (layer \"other\"); remove"
                + " this layer, or let another read it", unread.get(0).problem());
        assertEquals("which only layer \"pool\" writes: a cycle, layer \"conv\" -> layer \"relu\" -> layer \"pool\" -> layer \"conv\";"
                + " Winnow takes networks without cycles only, so remove one of these connections",
                order("conv: y > x", "relu: x > x", "pool: x > y", "end: y > z").whyMissing(0, "y"));
    }

    @Test
    void reportsNoUnreadOutputThatAnotherLayerOverwrites() {
        assertEquals(List.of(), order("a: data > x", "b: data > x").unread());
    }
}
