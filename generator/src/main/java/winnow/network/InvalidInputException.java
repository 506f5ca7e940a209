package winnow.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input that cannot be used, with all that is wrong with it; the command line prints one problem a line. Problems quote
 * what the input says, so they are made {@link Printable} here, once for everybody.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidInputException(List<String> problems) {
        super(problems.stream().map(Printable::of).collect(Collectors.joining("\n")));
        this.problems = problems.stream().map(Printable::of).toList();
    }

    public InvalidInputException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
