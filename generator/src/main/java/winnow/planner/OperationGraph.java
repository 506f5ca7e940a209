package winnow.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerNetwork;
import winnow.network.Tensor;

/**
 * What a network's engines compute, in topological order, and which of them reads what. Convolutions of one tensor whose
 * outputs are concatenated become one operation: no fork, no join, no buffer between them. In front of every other join
 * stands a row buffer for each input, which waits for the slower branch and turns any order into rows.
 */
final class OperationGraph {
    private final IntegerNetwork network;
    private final boolean merge;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Operation>> readers = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors;

    /**
     * @param merge whether sibling convolutions share an engine
     */
    OperationGraph(IntegerNetwork network, boolean merge) {
        this.network = network;
        this.merge = merge;
        this.tensors = network.tensors();
        Map<String, Operation> merged = mergedSiblings();
        Set<String> absorbed = new HashSet<>();
        merged.values().forEach(operation -> operation.layers().forEach(layer -> absorbed.add(layer.name())));
        for (IntegerLayer layer : network.layers()) {
            if (merged.containsKey(layer.name())) {
                add(merged.get(layer.name()));
            } else if (!absorbed.contains(layer.name())) {
                addLayer(layer);
            }
        }
    }

    private void addLayer(IntegerLayer layer) {
        List<Tensor> inputs = layer.inputs().stream().map(tensors::get).toList();
        if (!isJoin(layer)) {
            add(Operation.of(layer, inputs));
            return;
        }
        List<Tensor> buffered = new ArrayList<>();
        for (Tensor input : inputs) {
            String name = unusedTensor(layer.name() + "/input " + buffered.size());
            Tensor output = new Tensor(name, input.shape(), input.format());
            add(new Operation(name, Operation.ROW_BUFFER, List.of(), List.of(input), output, input.name()));
            buffered.add(output);
        }
        add(Operation.of(layer, buffered));
    }

    private String unusedTensor(String name) {
        return tensors.containsKey(name) ? unusedTensor(name + "'") : name;
    }

    private void add(Operation operation) {
        operations.add(operation);
        new HashSet<>(operation.inputs())
                .forEach(input -> readers.computeIfAbsent(input.name(), name -> new ArrayList<>()).add(operation));
    }

    private static boolean isJoin(IntegerLayer layer) {
        return layer.inputs().size() > 1 || layer instanceof IntegerLayer.Concatenation;
    }

    /** By the name of the concatenation, the convolutions that take its place. */
    private Map<String, Operation> mergedSiblings() {
        Map<String, Operation> merged = new LinkedHashMap<>();
        if (merge) {
            for (IntegerLayer layer : network.layers()) {
                if (layer instanceof IntegerLayer.Concatenation join) {
                    siblings(join).ifPresent(convolutions -> merged.put(join.name(), new Operation(join.name(),
                            convolutions.get(0).kind(), convolutions, List.of(tensors.get(convolutions.get(0).inputs().get(0))),
                            join.output(), join.output().name())));
                }
            }
        }
        return merged;
    }

    /** The convolutions whose outputs are joined, if they read one tensor, step alike, and nothing else reads them. */
    private Optional<List<IntegerLayer>> siblings(IntegerLayer.Concatenation join) {
        List<IntegerLayer> siblings = new ArrayList<>();
        for (String input : join.inputs()) {
            long uses = network.layers().stream().flatMap(layer -> layer.inputs().stream()).filter(input::equals).count();
            Optional<IntegerLayer> writer =
                    network.layers().stream().filter(layer -> layer.output().name().equals(input)).findFirst();
            if (uses != 1 || !(writer.orElse(null) instanceof Convolution convolution)) {
                return Optional.empty();
            }
            siblings.add(convolution);
        }
        Convolution first = (Convolution) siblings.get(0);
        boolean alike = siblings.stream().map(Convolution.class::cast).allMatch(other -> other.input().equals(first.input())
                && other.window().strideHeight() == first.window().strideHeight()
                && other.window().strideWidth() == first.window().strideWidth());
        return alike ? Optional.of(siblings) : Optional.empty();
    }

    /** All operations; each reads only the network's input and what operations before it write. */
    List<Operation> operations() {
        return operations;
    }

    /** The operations that read a tensor. */
    List<Operation> readers(Tensor tensor) {
        return readers.getOrDefault(tensor.name(), List.of());
    }

    Tensor input() {
        return network.input();
    }

    /** The tensor that leaves the accelerator. */
    Tensor output() {
        return network.output();
    }
}
