package winnow.reader;

/** One {@code name: value}; a list {@code name: [a, b]} is two fields of that name, as protobuf defines it. */
public record PrototxtField(String name, PrototxtValue value, PrototxtPosition position) {}
