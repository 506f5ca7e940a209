package winnow.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.network.Shape;
import winnow.network.Tensor;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;

/**
 * Who sends to whom: the accelerator's input, its engines in topological order, its output.
 *
 * @param edges in the order of the nodes that they lead to
 */
record PipelineGraph(List<Node> nodes, List<Edge> edges) {
    PipelineGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * One box.
     *
     * @param kind   what it does
     * @param detail tile and multipliers; empty for the two ends
     * @param load   absent for the output, which only takes what comes
     * @param pixels of a beat of the stream that it sends
     */
    record Node(String name, String kind, String detail, Optional<Load> load, int pixels) {}

    /**
     * How busy a node is.
     *
     * @param cycles   clocks per frame
     * @param share    of the accelerator's interval, 0..1
     * @param limiting whether no other takes longer
     */
    record Load(long cycles, double share, boolean limiting) {}

    /** A stream, by the places of its ends in {@link #nodes()}. */
    record Edge(int from, int to) {}

    static PipelineGraph of(Plan plan) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Map<String, Integer> writers = new HashMap<>();
        writers.put(plan.network().input().name(), 0);
        nodes.add(new Node("input", shape(plan.network().input().shape()), "", load(plan.input().beats(), plan),
                plan.input().pixels()));
        for (EnginePlan engine : plan.engines()) {
            inputs(engine).forEach(tensor -> edges.add(new Edge(writers.get(tensor), nodes.size())));
            writers.put(output(engine), nodes.size());
            nodes.add(new Node(engine.operation().name(), engine.operation().kind(), detail(engine), load(engine.cycles(), plan),
                    engine.output().pixels()));
        }
        edges.add(new Edge(nodes.size() - 1, nodes.size()));
        nodes.add(new Node("output", shape(plan.network().output().shape()), "", Optional.empty(), 0));
        return new PipelineGraph(nodes, edges);
    }

    /** Names of the tensors that an engine reads. */
    private static List<String> inputs(EnginePlan engine) {
        return engine.operation().inputs().stream().map(Tensor::name).toList();
    }

    /** Name of the tensor that an engine writes. */
    private static String output(EnginePlan engine) {
        return engine.operation().output().name();
    }

    private static String shape(Shape shape) {
        return shape.channels() + " x " + shape.height() + " x " + shape.width();
    }

    private static String detail(EnginePlan engine) {
        String tile = "tile " + engine.output().rows() + " x " + engine.output().columns();
        return engine.lanes() == 0 ? tile : tile + String.format(Locale.ROOT, ", %,d lane%s", engine.lanes(), engine.lanes() == 1 ? "" : "s");
    }

    private static Optional<Load> load(long cycles, Plan plan) {
        return Optional.of(new Load(cycles, (double) cycles / plan.cycles(), cycles == plan.cycles()));
    }
}
