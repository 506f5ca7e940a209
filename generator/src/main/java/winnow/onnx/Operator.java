package winnow.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX operator that Winnow reads.
 *
 * @param least      number of inputs that must be there
 * @param most       number of inputs that may be there
 * @param attributes all that may be there, each with the values that it may have; none if the reader takes any
 */
record Operator(String name, int least, int most, Map<String, List<String>> attributes, Reading reading) {
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Turns a node into what it writes. */
    interface Reading {
        /** @throws Refusal if Winnow cannot */
        Operand read(Step step);
    }

    Operator {
        attributes = Map.copyOf(attributes);
    }

    Operator(String name, int least, int most, Reading reading) {
        this(name, least, most, Map.of(), reading);
    }

    /** This operator with attributes that are honoured, or do not matter. */
    Operator takes(String... names) {
        Operator operator = this;
        for (String attribute : names) {
            operator = operator.only(attribute);
        }
        return operator;
    }

    /** This operator with an attribute that has certain values only. */
    Operator only(String attribute, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(attributes);
        more.put(attribute, List.of(values));
        return new Operator(name, least, most, more, reading);
    }

    /** What can be said of a node before its inputs are known. */
    List<String> problems(OnnxNode node) {
        List<String> problems = new ArrayList<>(node.attributes().problems(attributes));
        int inputs = node.inputs().size();
        if (inputs < least || inputs > most) {
            problems.add(inputs + " inputs; " + name + " has "
                    + (most == ANY_NUMBER ? "at least " + least : least == most ? String.valueOf(least) : least + " to " + most));
        }
        return problems;
    }
}
