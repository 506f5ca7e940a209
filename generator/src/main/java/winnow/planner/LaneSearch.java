package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.Tensor;

/**
 * The fewest multipliers with which a network keeps a pace. Exact: an engine's choice matters to others only through
 * the order of the stream that it writes, and since joins read and write in an order of their own, the network falls apart
 * into trees, one behind the network's input and one behind each join. In a tree the fewest multipliers behind a stream of a
 * given order are a sum of minima (dynamic programming).
 */
final class LaneSearch {
    /** More than any budget; sums of it stay in range. */
    static final int IMPOSSIBLE = 1 << 24;

    /** An operation, its engines that keep the pace, and what is known of them. */
    private static final class Node {
        private final Operation operation;
        private final EngineChoices choices;
        private final List<Node> readers = new ArrayList<>();
        private List<Candidate> candidates;
        private final Map<BeatOrder, Integer> least = new HashMap<>();
        private int floor = -1;

        Node(Operation operation, EngineChoices choices) {
            this.operation = operation;
            this.choices = choices;
        }
    }

    private final OperationGraph graph;
    private final Pace pace;
    private final StreamOrder.Camera camera;
    private final int outputPixels;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> inputReaders = new ArrayList<>();
    private final Map<String, Node> writers = new LinkedHashMap<>();
    private final int lanes;

    /**
     * @param choices      per operation, in the graph's order; none for a join
     * @param outputPixels of a beat of the accelerator's output
     */
    LaneSearch(OperationGraph graph, List<EngineChoices> choices, StreamOrder.Camera camera, int outputPixels, Pace pace) {
        this.graph = graph;
        this.pace = pace;
        this.camera = camera;
        this.outputPixels = outputPixels;
        for (int i = 0; i < choices.size(); i++) {
            Node node = new Node(graph.operations().get(i), choices.get(i));
            nodes.add(node);
            writers.put(node.operation.output().name(), node);
        }
        for (Node node : nodes) {
            if (!node.operation.isJoin()) {
                node.candidates = candidates(node);
                Node writer = writers.get(node.operation.input().name());
                (writer == null ? inputReaders : writer.readers).add(node);
            }
        }
        this.lanes = search();
    }

    /** An operation's engines that keep the pace and, if it is the last, write beats of the accelerator's output. */
    private List<Candidate> candidates(Node node) {
        return node.choices.within(pace).stream()
                .filter(candidate -> candidate.pixels() == outputPixels || !isLast(node)).toList();
    }

    private boolean isLast(Node node) {
        return node.operation.output().equals(graph.output());
    }

    /** The fewest multipliers, at least {@link #IMPOSSIBLE} if no engines keep the pace. */
    int lanes() {
        return lanes;
    }

    private int search() {
        long sum = camera.beats() > pace.cycles() ? IMPOSSIBLE : 0;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).operation.isJoin()) {
                sum += chooseJoin(nodes.get(i));
            }
        }
        return sum >= IMPOSSIBLE ? IMPOSSIBLE : (int) Math.min(IMPOSSIBLE, sum + behind(inputReaders, BeatOrder.of(camera)));
    }

    /** Fixes a join's P, the least with which the engines behind it are fewest, and gives their number. */
    private int chooseJoin(Node join) {
        Tensor output = join.operation.output();
        int best = IMPOSSIBLE;
        int bestPixels = 1;
        int most = isLast(join) ? 1 : EngineChoices.MAXIMUM_PIXELS;
        for (int pixels = 1; pixels <= most && pixels < 2 * output.shape().width(); pixels *= 2) {
            BeatOrder order = BeatOrder.rows(output.shape(), pixels);
            int cost = order.stream(output.shape()).beats() <= pace.cycles() ? behind(join.readers, order) : IMPOSSIBLE;
            bestPixels = cost < best ? pixels : bestPixels;
            best = Math.min(best, cost);
        }
        for (Tensor input : join.operation.inputs()) {
            Node buffer = writers.get(input.name());
            int chosen = bestPixels;
            buffer.candidates = buffer.candidates.stream().filter(candidate -> candidate.pixels() == chosen).toList();
        }
        return best;
    }

    /** The fewest multipliers of all engines in the trees behind a stream. */
    private int behind(List<Node> readers, BeatOrder order) {
        int sum = 0;
        for (Node reader : readers) {
            sum = Math.min(IMPOSSIBLE, sum + least(reader, order));
        }
        return sum;
    }

    private int least(Node node, BeatOrder input) {
        Integer known = node.least.get(input);
        if (known == null) {
            known = search(node, input);
            node.least.put(input, known);
        }
        return known;
    }

    private int search(Node node, BeatOrder input) {
        int best = IMPOSSIBLE;
        int rest = floor(node.readers);
        for (Candidate candidate : node.candidates) {
            if (candidate.lanes() + rest >= best) {
                break;
            }
            if (node.choices.keepsUp(candidate, input, pace)) {
                best = Math.min(best, candidate.lanes() + behind(node.readers, candidate.order()));
            }
        }
        return best;
    }

    /** A lower bound of what stands behind a stream. */
    private static int floor(List<Node> readers) {
        int sum = 0;
        for (Node reader : readers) {
            if (reader.floor < 0) {
                reader.floor = reader.candidates.isEmpty() ? IMPOSSIBLE
                        : Math.min(IMPOSSIBLE, reader.candidates.get(0).lanes() + floor(reader.readers));
            }
            sum = Math.min(IMPOSSIBLE, sum + reader.floor);
        }
        return sum;
    }

    /**
     * Per operation the engine with the narrowest stream, then the least memory, of those that are equally cheap; behind it
     * engines of other kinds that are as cheap and write the very same stream, so that any of them can take its place.
     */
    List<List<EnginePlan>> engines() {
        Map<String, StreamOrder> orders = new LinkedHashMap<>();
        orders.put(graph.input().name(), camera);
        List<List<EnginePlan>> engines = new ArrayList<>();
        for (Node node : nodes) {
            StreamOrder input = orders.get(node.operation.input().name());
            List<EnginePlan> kinds = node.operation.isJoin() ? List.of(join(node.operation, input)) : cheapest(node, input);
            orders.put(node.operation.output().name(), kinds.get(0).output());
            engines.add(kinds);
        }
        return engines;
    }

    private static JoinPlan join(Operation operation, StreamOrder input) {
        BeatOrder order = BeatOrder.of(input);
        return new JoinPlan(operation, (StreamOrder.Tiled) order.stream(operation.output().shape()));
    }

    private List<EnginePlan> cheapest(Node node, StreamOrder input) {
        BeatOrder order = BeatOrder.of(input);
        int best = least(node, order);
        List<EnginePlan> cheapest = node.candidates.stream()
                .filter(candidate -> candidate.lanes() <= best && node.choices.keepsUp(candidate, order, pace)
                        && candidate.lanes() + behind(node.readers, candidate.order()) == best)
                .map(candidate -> node.choices.engine(candidate, input))
                .sorted(Comparator.comparingInt((EnginePlan plan) -> plan.output().pixels())
                        .thenComparingLong(EnginePlan::memoryBits)
                        .thenComparingInt(plan -> plan.output().rows())
                        .thenComparingInt(plan -> plan.output().columns()))
                .toList();
        return cheapest.stream().filter(plan -> plan.output().equals(cheapest.get(0).output())).toList();
    }
}
