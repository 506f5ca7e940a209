package winnow.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which layer makes what another reads, by names alone, so that a list of layers can be explained that is no network yet:
 * a read that comes too early, a cycle, an output that nothing reads. A read means the latest write before it; if there is
 * none, the first after it, which is the problem.
 */
public final class LayerOrder {
    /** A layer; several may write one tensor, each in place of what it read (Caffe). */
    public record Step(String layer, List<String> reads, List<String> writes) {
        public Step {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /**
     * An output that nothing reads and that is not the network's.
     *
     * @param step    place of the layer in the list
     * @param problem what is wrong and what to do about it, without the layer's name
     */
    public record Unread(int step, String problem) {}

    private final List<Step> steps;
    private final Map<String, TreeSet<Integer>> writers = new HashMap<>();
    /** For each step the steps that read what it writes. */
    private final List<Set<Integer>> readers = new ArrayList<>();
    /** For each step those of its outputs that some step reads. */
    private final List<Set<String>> used = new ArrayList<>();

    /** @param steps in the order of the list that is to be explained; the last one's outputs are the network's */
    public LayerOrder(List<Step> steps) {
        this.steps = List.copyOf(steps);
        for (int step = 0; step < steps.size(); step++) {
            readers.add(new TreeSet<>());
            used.add(new HashSet<>());
            for (String tensor : steps.get(step).writes()) {
                writers.computeIfAbsent(tensor, name -> new TreeSet<>()).add(step);
            }
        }
        for (int step = 0; step < steps.size(); step++) {
            for (String tensor : steps.get(step).reads()) {
                connect(step, tensor);
            }
        }
    }

    private void connect(int reader, String tensor) {
        writer(reader, tensor).ifPresent(writer -> {
            readers.get(writer).add(reader);
            used.get(writer).add(tensor);
        });
    }

    /** Who makes what a step reads; itself only if nobody else does; empty for the network's input and misspelt names. */
    private Optional<Integer> writer(int reader, String tensor) {
        TreeSet<Integer> all = writers.getOrDefault(tensor, new TreeSet<>());
        Integer before = all.lower(reader);
        Integer after = all.higher(reader);
        return Optional.ofNullable(before != null ? before : after != null ? after : all.contains(reader) ? reader : null);
    }

    /** Why a step finds no such tensor, and what to do; follows {@code reads tensor x}. */
    public String whyMissing(int reader, String tensor) {
        Optional<Integer> writer = writer(reader, tensor);
        if (writer.isEmpty()) {
            return "which no layer writes; correct the name, or add the layer that writes it";
        }
        List<Integer> path = path(reader, writer.get());
        if (path.isEmpty()) {
            return "which only " + shown(writer.get()) + " writes, further down; this layer must stand after " + shown(writer.get());
        }
        return "which only " + (path.size() == 1 ? "this layer itself" : shown(writer.get())) + " writes: a cycle, "
                + path.stream().map(this::shown).collect(Collectors.joining(" -> ")) + " -> " + shown(reader)
                + "; Winnow takes networks without cycles only, so remove one of these connections";
    }

    private String shown(int step) {
        return "layer \"" + steps.get(step).layer() + "\"";
    }

    /** The shortest way on which data gets from one step to another, both included; empty if there is none. */
    private List<Integer> path(int from, int to) {
        Map<Integer, Integer> previous = new HashMap<>(Map.of(from, from));
        Deque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && !previous.containsKey(to)) {
            int step = next.remove();
            for (int reader : readers.get(step)) {
                if (previous.putIfAbsent(reader, step) == null) {
                    next.add(reader);
                }
            }
        }
        List<Integer> path = new ArrayList<>();
        for (Integer step = previous.containsKey(to) ? to : null; step != null; step = step == from ? null : previous.get(step)) {
            path.add(0, step);
        }
        return path;
    }

    /** All outputs that nothing reads, but for the last step's. One that another layer overwrites is a problem of its own. */
    public List<Unread> unread() {
        List<Unread> unread = new ArrayList<>();
        for (int step = 0; step < steps.size() - 1; step++) {
            for (String tensor : steps.get(step).writes()) {
                if (!used.get(step).contains(tensor) && writers.get(tensor).last() == step) {
                    unread.add(new Unread(step, "nothing reads its output \"" + tensor + "\", and it is not the network's, which is "
                            + "the last layer's (" + shown(steps.size() - 1) + "); remove this layer, or let another read it"));
                }
            }
        }
        return unread;
    }
}
