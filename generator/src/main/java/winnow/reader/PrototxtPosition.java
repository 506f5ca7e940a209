package winnow.reader;

/** A place in a text file; both count from 1. */
public record PrototxtPosition(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
