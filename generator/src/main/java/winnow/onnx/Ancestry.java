package winnow.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which nodes a graph's outputs depend on, and how often each tensor is read by them. */
final class Ancestry {
    private final List<OnnxNode> nodes;
    private final Map<String, Integer> reads = new HashMap<>();

    /** @param outputs names of the graph's outputs */
    Ancestry(List<OnnxNode> all, List<String> outputs) {
        Map<String, Integer> writers = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (String tensor : all.get(i).outputs()) {
                writers.putIfAbsent(tensor, i);
            }
        }
        TreeSet<Integer> needed = new TreeSet<>();
        Deque<String> wanted = new ArrayDeque<>(outputs);
        while (!wanted.isEmpty()) {
            Integer writer = writers.get(wanted.remove());
            if (writer != null && needed.add(writer)) {
                wanted.addAll(all.get(writer).inputs());
            }
        }
        nodes = new ArrayList<>(needed.stream().map(all::get).toList());
        outputs.forEach(this::count);
        nodes.forEach(node -> node.inputs().forEach(this::count));
    }

    private void count(String tensor) {
        reads.merge(tensor, 1, Integer::sum);
    }

    /** In the file's order. */
    List<OnnxNode> nodes() {
        return List.copyOf(nodes);
    }

    /** How often each tensor is read; being an output of the graph counts. */
    Map<String, Integer> reads() {
        return Map.copyOf(reads);
    }
}
