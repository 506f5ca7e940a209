package winnow.reader;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the fields of one message by name and type, and remembers which it has seen, so that at the end
 * {@link #refuseRest()} can name those that nobody asked for. Problems go to a list; reading goes on with the default.
 */
final class MessageFields {
    private final String file;
    private final String owner;
    private final PrototxtValue.Message message;
    private final List<String> problems;
    private final Set<String> read = new HashSet<>();

    /**
     * @param owner what messages put before a field's name, such as {@code layer "conv1": }
     */
    MessageFields(String file, String owner, PrototxtValue.Message message, List<String> problems) {
        this.file = file;
        this.owner = owner;
        this.message = message;
        this.problems = problems;
    }

    /** The same fields under another owner's name. */
    MessageFields named(String newOwner) {
        return new MessageFields(file, newOwner, message, problems);
    }

    boolean has(String name) {
        return message.fields().stream().anyMatch(field -> field.name().equals(name));
    }

    List<PrototxtField> all(String name) {
        read.add(name);
        return message.fields().stream().filter(field -> field.name().equals(name)).toList();
    }

    /** All strings of a repeated field. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (PrototxtField field : all(name)) {
            if (field.value() instanceof PrototxtValue.Scalar scalar && scalar.kind() == PrototxtValue.Kind.STRING) {
                texts.add(scalar.text());
            } else {
                problem(field, "is " + field.value().shown() + ", not a string");
            }
        }
        return texts;
    }

    String text(String name, String otherwise) {
        single(name);
        List<String> texts = texts(name);
        return texts.isEmpty() ? otherwise : texts.get(0);
    }

    /** All integers of a repeated field that lie in the range; the others are problems. */
    List<Integer> integers(String name, int least, int greatest) {
        List<Integer> integers = new ArrayList<>();
        for (PrototxtField field : all(name)) {
            Optional<BigInteger> value = field.value() instanceof PrototxtValue.Scalar scalar
                            && scalar.kind() == PrototxtValue.Kind.NUMBER
                    ? PrototxtNumber.integer(scalar.text())
                    : Optional.empty();
            if (value.isEmpty()) {
                problem(field, "= " + field.value().shown() + " is not an integer");
            } else if (value.get().compareTo(BigInteger.valueOf(least)) < 0
                    || value.get().compareTo(BigInteger.valueOf(greatest)) > 0) {
                problem(field, "= " + field.value().shown() + " is outside " + least + ".." + greatest);
                integers.add(least);
            } else {
                integers.add(value.get().intValue());
            }
        }
        return integers;
    }

    int integer(String name, int otherwise, int least, int greatest) {
        single(name);
        List<Integer> integers = integers(name, least, greatest);
        return integers.isEmpty() ? otherwise : integers.get(0);
    }

    boolean flag(String name, boolean otherwise) {
        Optional<PrototxtField> field = single(name);
        if (field.isEmpty()) {
            return otherwise;
        }
        String value = field.get().value().shown();
        if (Set.of("true", "True", "t", "1").contains(value)) {
            return true;
        }
        if (!Set.of("false", "False", "f", "0").contains(value)) {
            problem(field.get(), "= " + value + " is neither true nor false");
        }
        return false;
    }

    /** An enum's value by name or number. */
    String choice(String name, String otherwise, List<String> names) {
        Optional<PrototxtField> field = single(name);
        if (field.isEmpty()) {
            return otherwise;
        }
        String value = field.get().value().shown();
        for (int i = 0; i < names.size(); i++) {
            if (value.equals(names.get(i)) || value.equals(Integer.toString(i))) {
                return names.get(i);
            }
        }
        problem(field.get(), "= " + value + " is not one of " + String.join(", ", names));
        return otherwise;
    }

    /** Fields that change the result, of which Winnow knows some values (numerically or literally equal) only. */
    void only(String name, String... supported) {
        unsupported(name, supported).forEach(field ->
                problem(field, "= " + field.value().shown() + " is not supported; only " + String.join(" or ", supported)));
    }

    /** As {@link #only}, for a single value; the advice says what to do about any other. */
    void onlyOrElse(String name, String supported, String advice) {
        unsupported(name, supported).forEach(field ->
                problem(field, "= " + field.value().shown() + " is not supported; only " + supported + ": " + advice));
    }

    private List<PrototxtField> unsupported(String name, String... supported) {
        return all(name).stream()
                .filter(field -> Arrays.stream(supported).noneMatch(value -> sameValue(field.value(), value))).toList();
    }

    /** Fields that cannot be honoured; the reason says what to do. */
    void refuse(String name, String reason) {
        all(name).forEach(field -> problem(field, "is not supported: " + reason));
    }

    /** Fields that do not change the result of inference. */
    void harmless(String... names) {
        read.addAll(List.of(names));
    }

    /** Sub-messages; their owner is this owner and the field's name. */
    List<MessageFields> messages(String name) {
        List<MessageFields> messages = new ArrayList<>();
        for (PrototxtField field : all(name)) {
            if (field.value() instanceof PrototxtValue.Message inner) {
                messages.add(new MessageFields(file, owner + name + ".", inner, problems));
            } else {
                problem(field, "is " + field.value().shown() + ", not a message {...}");
            }
        }
        return messages;
    }

    /** A sub-message; empty fields if there is none. */
    MessageFields message(String name) {
        single(name);
        List<MessageFields> messages = messages(name);
        return messages.isEmpty()
                ? new MessageFields(file, owner + name + ".", new PrototxtValue.Message(List.of()), problems)
                : messages.get(0);
    }

    /** Names every field that was not asked for. */
    void refuseRest() {
        for (PrototxtField field : message.fields()) {
            if (!read.contains(field.name())) {
                problem(field, "is not known; Winnow refuses what it would have to ignore");
            }
        }
    }

    private Optional<PrototxtField> single(String name) {
        List<PrototxtField> fields = all(name);
        if (fields.size() > 1) {
            problem(fields.get(1), "is given " + fields.size() + " times");
        }
        return fields.stream().findFirst();
    }

    private void problem(PrototxtField field, String problem) {
        problems.add(file + ":" + field.position() + ": " + owner + field.name() + " " + problem);
    }

    private static boolean sameValue(PrototxtValue value, String supported) {
        Optional<Double> wanted = PrototxtNumber.real(supported);
        if (wanted.isPresent() && value instanceof PrototxtValue.Scalar scalar && scalar.kind() == PrototxtValue.Kind.NUMBER) {
            // 0 and -0 are one value here
            return PrototxtNumber.real(scalar.text()).filter(number -> number.doubleValue() == wanted.get()).isPresent();
        }
        return value.shown().equals(supported);
    }
}
