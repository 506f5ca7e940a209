package winnow.reader;

import java.util.List;

/** What a field of a protobuf text holds. */
public sealed interface PrototxtValue {
    /** As a message shows it. */
    String shown();

    /** Fields between braces, or those of a whole file, in the file's order. */
    record Message(List<PrototxtField> fields) implements PrototxtValue {
        public Message {
            fields = List.copyOf(fields);
        }

        @Override
        public String shown() {
            return "{...}";
        }
    }

    /** How a scalar was written; a number keeps its sign and its spelling. */
    enum Kind {
        STRING,
        NUMBER,
        IDENTIFIER
    }

    /**
     * A string without its quotes, a number, or an identifier (an enum's value, {@code true}, {@code inf}).
     */
    record Scalar(Kind kind, String text) implements PrototxtValue {
        @Override
        public String shown() {
            return kind == Kind.STRING ? '"' + text + '"' : text;
        }
    }
}
