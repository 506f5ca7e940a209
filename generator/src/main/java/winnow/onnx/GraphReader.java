package winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.network.InvalidInputException;
import winnow.network.LayerOrder;
import winnow.network.Network;

/** Goes through a graph's nodes in their order; a node that cannot be taken is reported, and what reads it is passed over. */
final class GraphReader {
    private final OnnxModel model;
    private final List<String> problems = new ArrayList<>();
    /** Every tensor that is known by now; without a value if the node that writes it had a problem. */
    private final Map<String, Optional<Operand>> tensors = new HashMap<>();
    private final List<OnnxNode> nodes;
    private final LayerOrder order;
    private final Map<String, Integer> reads;
    private final NetworkDraft network;

    GraphReader(OnnxModel model) {
        this.model = model;
        Ancestry ancestry = new Ancestry(model.graph().getNodeList().stream().map(OnnxNode::new).toList(),
                model.graph().getOutputList().stream().map(ValueInfoProto::getName).toList());
        nodes = ancestry.nodes();
        reads = ancestry.reads();
        order = new LayerOrder(nodes.stream().map(node -> new LayerOrder.Step(node.layerName(), node.inputs(), node.outputs())).toList());
        network = new NetworkDraft(reads);
    }

    /**
     * The network.
     *
     * @throws InvalidInputException with all problems
     */
    Network read() {
        for (TensorProto tensor : model.graph().getInitializerList()) {
            tensors.put(tensor.getName(), Optional.of(Constant.of(tensor, model.external())));
        }
        if (model.graph().getSparseInitializerCount() > 0) {
            problems.add(model.file() + ": has " + model.graph().getSparseInitializerCount()
                    + " sparse initializers, which Winnow does not read; save them as dense ones");
        }
        // so that a refused input is not reported as missing as well
        model.graph().getInputList().forEach(given -> tensors.putIfAbsent(given.getName(), Optional.empty()));
        Optional<Feature> input = new GraphInput(model, problems).read();
        input.ifPresent(feature -> tensors.put(feature.tensor(), Optional.of(View.of(feature, reads.getOrDefault(feature.tensor(), 0) == 1))));
        for (int i = 0; i < nodes.size(); i++) {
            read(nodes.get(i), i);
        }
        checkOutput();
        failIfAny();
        Network finished = network.network(model.name(), input.orElseThrow(), model.file().toString(), problems);
        failIfAny();
        return finished;
    }

    private void failIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private void read(OnnxNode node, int place) {
        int before = problems.size();
        Optional<Operator> operator = Optional.ofNullable(Operators.ALL.get(node.operator()));
        if (operator.isEmpty()) {
            problem(node, "the operator " + node.operator() + " is not supported; Winnow reads " + String.join(", ", Operators.ALL.keySet()));
        }
        operator.ifPresent(known -> known.problems(node).forEach(problem -> problem(node, problem)));
        checkOutputs(node, operator.isPresent());
        List<Optional<Operand>> operands = new ArrayList<>();
        boolean whole = operands(node, place, operands);
        Optional<Operand> result = Optional.empty();
        if (whole && problems.size() == before) {
            try {
                result = Optional.of(operator.orElseThrow().reading().read(new Step(node, operands, network, model)));
            } catch (Refusal e) {
                problem(node, e.getMessage());
            }
        }
        define(node, result);
    }

    /** Puts what the node reads into the list; false if some of it is unknown. */
    private boolean operands(OnnxNode node, int place, List<Optional<Operand>> operands) {
        boolean whole = true;
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !tensors.containsKey(input)) {
                problem(node, "reads tensor \"" + input + "\", " + order.whyMissing(place, input));
                tensors.put(input, Optional.empty());
            }
            Optional<Operand> operand = input.isEmpty() ? Optional.empty() : tensors.get(input);
            whole &= input.isEmpty() || operand.isPresent();
            operands.add(operand);
        }
        return whole;
    }

    private void checkOutputs(OnnxNode node, boolean supported) {
        if (node.output().isBlank()) {
            problem(node, "its output has no name");
        }
        for (String second : node.outputs().subList(Math.min(1, node.outputs().size()), node.outputs().size())) {
            if (supported && !second.isEmpty() && reads.containsKey(second)) {
                problem(node, "its output \"" + second + "\" is used; Winnow computes the first output only");
            }
        }
    }

    private void define(OnnxNode node, Optional<Operand> result) {
        for (String output : node.outputs()) {
            boolean first = output.equals(node.output());
            if (!output.isEmpty() && tensors.putIfAbsent(output, first ? result : Optional.empty()) != null
                    && tensors.get(output).isPresent()) {
                problem(node, "writes tensor \"" + output + "\", which is there already; rename one");
            }
        }
    }

    private void problem(OnnxNode node, String problem) {
        problems.add(model.file() + ": node " + node.label() + ": " + problem);
    }

    private void checkOutput() {
        if (model.graph().getOutputCount() != 1) {
            problems.add(model.file() + ": has " + model.graph().getOutputCount()
                    + " outputs " + model.graph().getOutputList().stream().map(ValueInfoProto::getName).toList()
                    + "; Winnow takes networks of one output");
            return;
        }
        String name = model.graph().getOutput(0).getName();
        if (!tensors.containsKey(name)) {
            problems.add(model.file() + ": no node writes the output \"" + name + "\"");
        } else if (problems.isEmpty() && network.isEmpty()) {
            problems.add(model.file() + ": no node between input and output computes anything");
        } else if (tensors.get(name).orElse(null) instanceof View view && !view.padding().equals(Padding.NONE)) {
            problems.add(model.file() + ": its output \"" + name + "\" is that of a Pad, which Winnow folds into a Conv only");
        }
    }
}
